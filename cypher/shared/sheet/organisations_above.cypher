// The organisations directly above the given ones on a date.
// params: organisation_ids text_list, as_of date
// returns: below_id text, organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date
UNWIND $organisation_ids AS wanted_id
MATCH (b:Organisation {id: wanted_id})
OPTIONAL MATCH (b)-[s:UNDER]->(o:Organisation)
WITH b, s, o WHERE s.since <= $as_of AND s.until > $as_of AND o.since <= $as_of AND o.until > $as_of
RETURN b.id AS below_id, o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until
ORDER BY below_id, organisation_code, organisation_id
