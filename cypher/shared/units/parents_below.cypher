// Each unit of a tier that lies in a scope on a date, with itself and the units above it inside the scope, nearest first.
// params: unit_id text, tier text, as_of date
// returns: start_id text, unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, within_depth integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(start:Unit)
WHERE start.tier = $tier AND w.since <= $as_of AND w.until > $as_of
WITH start, w.depth AS top
OPTIONAL MATCH (start)-[v:WITHIN]->(u:Unit)
WHERE v.since <= $as_of AND v.until > $as_of AND v.depth <= top
WITH start, v, u WHERE u.id IS NOT NULL
RETURN start.id AS start_id, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier,
  u.kind AS unit_kind, u.since AS unit_since, u.until AS unit_until, v.depth AS within_depth
ORDER BY start_id, within_depth
