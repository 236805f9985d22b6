// Organisations that cover the given villages on a date.
// params: unit_ids text_list, as_of date
// returns: village_id text, organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date
UNWIND $unit_ids AS wanted_id
MATCH (v:Unit {id: wanted_id})
OPTIONAL MATCH (v)<-[s:COVERS]-(o:Organisation)
WITH v, s, o WHERE s.since <= $as_of AND s.until > $as_of AND o.since <= $as_of AND o.until > $as_of
RETURN v.id AS village_id, o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until
ORDER BY village_id, organisation_code, organisation_id
