// The posts in a scope on a date, each with its organisation and the unit that this serves.
// params: unit_id text, as_of date
// returns: post_id text, post_code text, post_title text, post_since date, post_until date, seat_since date, seat_until date, organisation_id text, organisation_name text, organisation_since date, organisation_until date, serves_since date, serves_until date, unit_id text, unit_code text, unit_name text, unit_tier text, unit_since date, unit_until date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, e, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH u, e, o, b, s WHERE s.id IS NOT NULL
RETURN s.id AS post_id, s.code AS post_code, s.title AS post_title, s.since AS post_since, s.until AS post_until,
  b.since AS seat_since, b.until AS seat_until, o.id AS organisation_id, o.name AS organisation_name,
  o.since AS organisation_since, o.until AS organisation_until, e.since AS serves_since, e.until AS serves_until,
  u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.since AS unit_since,
  u.until AS unit_until
ORDER BY unit_code, unit_id, post_code, post_id
