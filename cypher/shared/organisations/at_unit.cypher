// The organisations that serve a unit itself or cover it on a date, a page of them.
// params: unit_id text, as_of date, most integer
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_line text, organisation_since date, organisation_until date
MATCH (u:Unit {id: $unit_id})<-[r:SERVES|COVERS]-(o:Organisation)
WHERE r.since <= $as_of AND r.until > $as_of AND o.since <= $as_of AND o.until > $as_of
RETURN DISTINCT o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.line AS organisation_line, o.since AS organisation_since,
  o.until AS organisation_until
ORDER BY organisation_code, organisation_id
LIMIT $most
