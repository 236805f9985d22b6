// What each unit that ever lay in a scope was directly part of, inside the scope or not, and since when.
// params: unit_id text
// returns: unit_id text, parent_id text, parent_latitude number, parent_longitude number, within_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WITH DISTINCT u
OPTIONAL MATCH (u)-[v:WITHIN]->(parent:Unit)
WHERE v.depth = 1
WITH u, v, parent WHERE parent.id IS NOT NULL
RETURN u.id AS unit_id, parent.id AS parent_id, parent.latitude AS parent_latitude, parent.longitude AS parent_longitude,
  v.since AS within_since
ORDER BY unit_id, within_since, parent_id
