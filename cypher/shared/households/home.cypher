// The villages in which a household ever lived.
// params: household_id text
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, lives_since date, lives_until date
MATCH (h:Household {id: $household_id})-[l:LIVES_IN]->(u:Unit)
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, l.since AS lives_since, l.until AS lives_until
ORDER BY lives_since, unit_code
