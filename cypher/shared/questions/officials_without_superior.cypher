// People who hold a post of a province, district or commune organisation of a scope on a date and whom nobody
// supervises, with their posts there.
// params: unit_id text, as_of date
// returns: person_id text, person_code text, person_name text, post_id text, post_code text, post_name text,
// unit_id text, unit_code text, unit_name text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE u.tier <> 'village' AND w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH u, o, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
WITH u, s, p WHERE p.id IS NOT NULL
OPTIONAL MATCH (p)<-[k:SUPERVISES]-(a:Person)
WHERE k.since <= $as_of AND k.until > $as_of
WITH u, s, p, count(k) AS superiors WHERE superiors = 0
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, s.id AS post_id, s.code AS post_code,
  s.title AS post_name, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name
