// Units of a tier in a scope that nobody holds an assignment to, of some kinds, on a date.
// params: unit_id text, tier text, kinds text_list, as_of date
// returns: target_id text, target_code text, target_name text, parent_id text, parent_code text, parent_name text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = $tier AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[r:RESPONSIBLE_FOR]-(a)
WHERE r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
WITH v, count(r) AS assigned WHERE assigned = 0
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, c.id AS parent_id, c.code AS parent_code,
  c.name AS parent_name
