// The given organisations that live on one of the days, each with the units that it serves on them.
// params: organisation_ids text_list, first_day date, last_day date
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text,
// organisation_line text, organisation_since date, organisation_until date, unit_id text, unit_code text,
// unit_name text, unit_tier text
UNWIND $organisation_ids AS wanted_id
MATCH (o:Organisation {id: wanted_id})
OPTIONAL MATCH (o)-[e:SERVES]->(u:Unit)
WHERE o.since <= $last_day AND o.until > $first_day AND e.since <= $last_day AND e.until > $first_day
  AND u.since <= $last_day AND u.until > $first_day
WITH o, u WHERE u.id IS NOT NULL
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.line AS organisation_line, o.since AS organisation_since,
  o.until AS organisation_until, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier
ORDER BY organisation_id, unit_code
