// The posts that an organisation has on a date.
// params: organisation_id text, as_of date
// returns: post_id text, post_code text, post_title text, post_seats integer, post_since date, post_until date
MATCH (o:Organisation {id: $organisation_id})<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
RETURN s.id AS post_id, s.code AS post_code, s.title AS post_title, s.seats AS post_seats, s.since AS post_since,
  s.until AS post_until
ORDER BY post_code, post_id
