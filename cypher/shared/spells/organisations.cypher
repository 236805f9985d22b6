// Every organisation with a unit that it ever served, and when.
// params:
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_line text, organisation_kind text, organisation_since date, organisation_until date, unit_id text, serves_since date, serves_until date
MATCH (o:Organisation)-[e:SERVES]->(u:Unit)
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.line AS organisation_line, o.kind AS organisation_kind, o.since AS organisation_since,
  o.until AS organisation_until, u.id AS unit_id, e.since AS serves_since, e.until AS serves_until
ORDER BY organisation_code, organisation_id, serves_since
