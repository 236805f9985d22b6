// Posts of a scope that somebody holds acting on a date, and has held so since a day or longer.
// params: unit_id text, last_day date, as_of date
// returns: person_id text, person_code text, person_name text, post_id text, post_code text, post_name text,
// unit_id text, unit_code text, unit_name text, tenure_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of AND u.since <= $last_day
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
  AND e.since <= $last_day AND o.since <= $last_day
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
  AND b.since <= $last_day AND s.since <= $last_day
WITH u, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.acting AND h.since <= $as_of AND h.until > $as_of AND h.since <= $last_day
WITH u, s, h, p WHERE p.id IS NOT NULL
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, s.id AS post_id, s.code AS post_code,
  s.title AS post_name, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name,
  h.since AS tenure_since
