// The given posts that live on one of the days, each with the organisations and units in which it is.
// params: post_ids text_list, first_day date, last_day date
// returns: post_id text, post_code text, post_title text, post_seats integer, post_since date, post_until date,
// organisation_id text, organisation_name text, organisation_line text, unit_id text, unit_code text,
// unit_name text, unit_tier text
UNWIND $post_ids AS wanted_id
MATCH (s:Post {id: wanted_id})
OPTIONAL MATCH (s)-[b:BELONGS_TO]->(o:Organisation)
WHERE s.since <= $last_day AND s.until > $first_day AND b.since <= $last_day AND b.until > $first_day
  AND o.since <= $last_day AND o.until > $first_day
WITH s, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)-[e:SERVES]->(u:Unit)
WHERE e.since <= $last_day AND e.until > $first_day AND u.since <= $last_day AND u.until > $first_day
WITH s, o, u WHERE u.id IS NOT NULL
RETURN s.id AS post_id, s.code AS post_code, s.title AS post_title, s.seats AS post_seats,
  s.since AS post_since, s.until AS post_until, o.id AS organisation_id, o.name AS organisation_name,
  o.line AS organisation_line, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier
ORDER BY post_id, unit_code
