// The posts that the given people hold on a date, each with its living organisation and unit.
// params: person_ids text_list, as_of date
// returns: person_id text, post_id text, post_code text, post_title text, tenure_since date, tenure_until date,
// tenure_acting boolean, organisation_id text, organisation_line text, unit_id text, unit_code text,
// unit_name text, unit_tier text
UNWIND $person_ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[h:HOLDS]->(s:Post)
WHERE h.since <= $as_of AND h.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH p, h, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)-[b:BELONGS_TO]->(o:Organisation)
WHERE b.since <= $as_of AND b.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH p, h, s, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)-[e:SERVES]->(u:Unit)
WHERE e.since <= $as_of AND e.until > $as_of AND u.since <= $as_of AND u.until > $as_of
WITH p, h, s, o, u WHERE u.id IS NOT NULL
RETURN p.id AS person_id, s.id AS post_id, s.code AS post_code, s.title AS post_title,
  h.since AS tenure_since, h.until AS tenure_until, h.acting AS tenure_acting, o.id AS organisation_id,
  o.line AS organisation_line, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier
ORDER BY person_id, post_code, unit_code
