// The units that an organisation ever served.
// params: organisation_id text
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, serves_since date, serves_until date
MATCH (o:Organisation {id: $organisation_id})-[s:SERVES]->(u:Unit)
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind,
  u.since AS unit_since, u.until AS unit_until, s.since AS serves_since, s.until AS serves_until
ORDER BY serves_since, unit_code
