// What each unit below a scope is part of on a date.
// params: unit_id text, as_of date
// returns: unit_id text, parent_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of AND w.depth > 0
WITH u
OPTIONAL MATCH (u)-[v:WITHIN]->(parent:Unit)
WHERE v.since <= $as_of AND v.until > $as_of AND v.depth = 1
WITH u, parent WHERE parent.id IS NOT NULL
RETURN u.id AS unit_id, parent.id AS parent_id
