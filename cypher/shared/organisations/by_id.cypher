// One organisation by its id.
// params: organisation_id text
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date
MATCH (o:Organisation {id: $organisation_id})
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until
