// Every unit that ever was, with its life and the official that its own file names.
// params:
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_since date, unit_until date, official_name text
MATCH (u:Unit)
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.since AS unit_since,
  u.until AS unit_until, u.named_official AS official_name
ORDER BY unit_code, unit_id
