// Units whose folded name contains a folded text, or whose code begins with a text; of any date.
// params: key text, code text
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, unit_search text, unit_sort text
MATCH (u:Unit)
WHERE u.search_key CONTAINS $key OR u.code STARTS WITH $code
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, u.search_key AS unit_search, u.sort_key AS unit_sort
ORDER BY unit_code, unit_since, unit_id
