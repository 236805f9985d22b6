// Every unit that ever had a code.
// params: code text
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date
MATCH (u:Unit)
WHERE u.code = $code
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until
ORDER BY unit_since, unit_tier, unit_id
