// Units of a tier that lie in a scope on a date.
// params: unit_id text, tier text, as_of date
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE u.tier = $tier AND w.since <= $as_of AND w.until > $as_of
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until
ORDER BY unit_code, unit_id
