// Every tenure of a person, with post, organisation and unit and the days that bound it.
// params: person_id text
// returns: tenure_since date, tenure_until date, tenure_basis text, tenure_term_end date, tenure_acting boolean,
// decision_id text, post_id text, post_code text, post_title text, post_since date, post_until date,
// seat_since date, seat_until date, organisation_id text, organisation_code text, organisation_name text,
// organisation_kind text, organisation_line text, organisation_since date, organisation_until date,
// serves_since date, serves_until date, unit_id text, unit_code text, unit_name text, unit_tier text,
// unit_since date, unit_until date
MATCH (p:Person {id: $person_id})-[h:HOLDS]->(s:Post)
MATCH (s)-[b:BELONGS_TO]->(o:Organisation)
MATCH (o)-[e:SERVES]->(u:Unit)
RETURN h.since AS tenure_since, h.until AS tenure_until, h.basis AS tenure_basis, h.term_end AS tenure_term_end,
  h.acting AS tenure_acting, h.decision_id AS decision_id, s.id AS post_id, s.code AS post_code,
  s.title AS post_title, s.since AS post_since, s.until AS post_until, b.since AS seat_since,
  b.until AS seat_until, o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.line AS organisation_line, o.since AS organisation_since,
  o.until AS organisation_until, e.since AS serves_since, e.until AS serves_until, u.id AS unit_id,
  u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.since AS unit_since, u.until AS unit_until
ORDER BY tenure_since, post_code, unit_code
