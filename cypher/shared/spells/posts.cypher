// Every post with the organisation that it ever belonged to, and when.
// params:
// returns: post_id text, post_code text, post_title text, post_seats integer, post_since date, post_until date, organisation_id text, seat_since date, seat_until date
MATCH (s:Post)-[b:BELONGS_TO]->(o:Organisation)
RETURN s.id AS post_id, s.code AS post_code, s.title AS post_title, s.seats AS post_seats, s.since AS post_since,
  s.until AS post_until, o.id AS organisation_id, b.since AS seat_since, b.until AS seat_until
ORDER BY post_code, post_id, seat_since
