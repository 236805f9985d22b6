// Every organisation that has a code.
// params: code text
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date
MATCH (o:Organisation)
WHERE o.code = $code
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until
ORDER BY organisation_since, organisation_id
