// Posts of a scope that nobody holds on a date, in organisations of some lines.
// params: unit_id text, lines text_list, as_of date
// returns: post_id text, post_code text, post_name text, body_id text, body_code text, body_name text,
// unit_id text, unit_code text, unit_name text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH u, o, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
WITH u, o, s, count(h) AS holders WHERE holders = 0 AND o.line IN $lines
RETURN s.id AS post_id, s.code AS post_code, s.title AS post_name, o.id AS body_id, o.code AS body_code,
  o.name AS body_name,
  u.id AS unit_id, u.code AS unit_code, u.name AS unit_name
