// Every tenure of the given people, with the lives of post, organisation and unit that bound it.
// params: person_ids text_list
// returns: person_id text, tenure_since date, tenure_until date, tenure_acting boolean, post_code text, post_title text, post_since date, post_until date, seat_since date, seat_until date, organisation_line text, organisation_since date, organisation_until date, serves_since date, serves_until date, unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date
UNWIND $person_ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[h:HOLDS]->(s:Post)-[b:BELONGS_TO]->(o:Organisation)-[e:SERVES]->(u:Unit)
WITH p, h, s, b, o, e, u WHERE u.id IS NOT NULL
RETURN p.id AS person_id, h.since AS tenure_since, h.until AS tenure_until, h.acting AS tenure_acting,
  s.code AS post_code, s.title AS post_title, s.since AS post_since, s.until AS post_until,
  b.since AS seat_since, b.until AS seat_until, o.line AS organisation_line, o.since AS organisation_since,
  o.until AS organisation_until, e.since AS serves_since, e.until AS serves_until, u.id AS unit_id,
  u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind, u.since AS unit_since,
  u.until AS unit_until
ORDER BY person_id, tenure_since, post_code
