// Organisations whose folded name contains a folded text, or whose code begins with a text; of any date.
// params: key text, code text, most integer
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date, organisation_search text
MATCH (o:Organisation)
WHERE o.search_key CONTAINS $key OR o.code STARTS WITH $code
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until,
  o.search_key AS organisation_search
ORDER BY organisation_code, organisation_id
LIMIT $most
