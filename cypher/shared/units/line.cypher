// A unit and every unit above it on a date, the unit itself first.
// params: unit_id text, as_of date
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, within_depth integer
MATCH (start:Unit {id: $unit_id})-[w:WITHIN]->(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, w.depth AS within_depth
ORDER BY within_depth, unit_code
