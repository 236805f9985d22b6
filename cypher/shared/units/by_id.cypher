// One unit by its id.
// params: unit_id text
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, unit_households integer
MATCH (u:Unit {id: $unit_id})
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, u.household_count AS unit_households
