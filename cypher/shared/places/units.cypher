// Every unit that ever lay in a scope, with its centre point where a file told one.
// params: unit_id text
// returns: unit_id text, unit_code text, unit_tier text, unit_since date, unit_until date, unit_latitude number, unit_longitude number
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
RETURN DISTINCT u.id AS unit_id, u.code AS unit_code, u.tier AS unit_tier, u.since AS unit_since,
  u.until AS unit_until, u.latitude AS unit_latitude, u.longitude AS unit_longitude
ORDER BY unit_code, unit_id
