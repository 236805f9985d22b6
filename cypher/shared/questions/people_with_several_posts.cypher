// People who hold a post of a scope and two or more in all on a date, with each of their posts.
// params: unit_id text, as_of date
// returns: person_id text, person_code text, person_name text, post_id text, post_code text, post_name text,
// unit_id text, unit_code text, unit_name text, tenure_since date
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
WITH DISTINCT p WHERE p.id IS NOT NULL
OPTIONAL MATCH (p)-[y:HOLDS]->(t:Post)
WHERE y.since <= $as_of AND y.until > $as_of AND t.since <= $as_of AND t.until > $as_of
WITH p, t WHERE t.id IS NOT NULL
OPTIONAL MATCH (t)-[z:BELONGS_TO]->(n:Organisation)
WHERE z.since <= $as_of AND z.until > $as_of AND n.since <= $as_of AND n.until > $as_of
WITH p, t, n WHERE n.id IS NOT NULL
OPTIONAL MATCH (n)-[f:SERVES]->(d:Unit)
WHERE f.since <= $as_of AND f.until > $as_of AND d.since <= $as_of AND d.until > $as_of
WITH p, t, d WHERE d.id IS NOT NULL
WITH p, count(DISTINCT t) AS posts WHERE posts > 1
OPTIONAL MATCH (p)-[y:HOLDS]->(t:Post)
WHERE y.since <= $as_of AND y.until > $as_of AND t.since <= $as_of AND t.until > $as_of
WITH p, y, t WHERE t.id IS NOT NULL
OPTIONAL MATCH (t)-[z:BELONGS_TO]->(n:Organisation)
WHERE z.since <= $as_of AND z.until > $as_of AND n.since <= $as_of AND n.until > $as_of
WITH p, y, t, n WHERE n.id IS NOT NULL
OPTIONAL MATCH (n)-[f:SERVES]->(d:Unit)
WHERE f.since <= $as_of AND f.until > $as_of AND d.since <= $as_of AND d.until > $as_of
WITH p, y, t, d WHERE d.id IS NOT NULL
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, t.id AS post_id, t.code AS post_code,
  t.title AS post_name, d.id AS unit_id, d.code AS unit_code, d.name AS unit_name, y.since AS tenure_since
