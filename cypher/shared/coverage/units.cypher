// The units that lie in a scope on a date, the scope itself among them.
// params: unit_id text, as_of date
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_since date, unit_until date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.since AS unit_since,
  u.until AS unit_until
ORDER BY unit_code, unit_id
