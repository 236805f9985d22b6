// The organisations directly under an organisation on a date, a page of them.
// params: organisation_id text, as_of date, most integer
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date
MATCH (a:Organisation {id: $organisation_id})<-[r:UNDER]-(o:Organisation)
WHERE r.since <= $as_of AND r.until > $as_of AND o.since <= $as_of AND o.until > $as_of
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until
ORDER BY organisation_code, organisation_id
LIMIT $most
