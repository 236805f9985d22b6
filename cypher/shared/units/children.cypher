// Units directly under a unit on a date.
// params: unit_id text, as_of date
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, unit_sort text
MATCH (parent:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.depth = 1 AND w.since <= $as_of AND w.until > $as_of
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, u.sort_key AS unit_sort
ORDER BY unit_sort, unit_code
