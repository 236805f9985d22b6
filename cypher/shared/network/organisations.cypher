// The given organisations that live on a date, each with the living units that it serves.
// params: organisation_ids text_list, as_of date
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text,
// organisation_line text, organisation_since date, organisation_until date, unit_id text, unit_code text,
// unit_name text, unit_tier text
UNWIND $organisation_ids AS wanted_id
MATCH (o:Organisation {id: wanted_id})
OPTIONAL MATCH (o)-[e:SERVES]->(u:Unit)
WHERE o.since <= $as_of AND o.until > $as_of AND e.since <= $as_of AND e.until > $as_of
  AND u.since <= $as_of AND u.until > $as_of
WITH o, u WHERE u.id IS NOT NULL
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.line AS organisation_line, o.since AS organisation_since,
  o.until AS organisation_until, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier
ORDER BY organisation_id, unit_code
