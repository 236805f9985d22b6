// Secretaries of cells of a scope who hold the post of a village head as well on a date, with cell and village.
// params: unit_id text, secretary_titles text_list, head_titles text_list, as_of date
// returns: person_id text, person_code text, person_name text, cell_id text, cell_code text, cell_name text,
// village_id text, village_code text, village_name text, tenure_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE o.kind = 'cell' AND e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE s.title IN $secretary_titles AND b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of
  AND s.until > $as_of
WITH u, o, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
WITH DISTINCT o, p WHERE p.id IS NOT NULL
OPTIONAL MATCH (p)-[y:HOLDS]->(t:Post)
WHERE t.title IN $head_titles AND y.since <= $as_of AND y.until > $as_of AND t.since <= $as_of AND t.until > $as_of
WITH o, p, y, t WHERE t.id IS NOT NULL
OPTIONAL MATCH (t)-[z:BELONGS_TO]->(n:Organisation)
WHERE z.since <= $as_of AND z.until > $as_of AND n.since <= $as_of AND n.until > $as_of
WITH o, p, y, n WHERE n.id IS NOT NULL
OPTIONAL MATCH (n)-[f:SERVES]->(d:Unit)
WHERE f.since <= $as_of AND f.until > $as_of AND d.since <= $as_of AND d.until > $as_of
WITH o, p, y, d WHERE d.id IS NOT NULL
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, o.id AS cell_id, o.code AS cell_code,
  o.name AS cell_name, d.id AS village_id, d.code AS village_code, d.name AS village_name, y.since AS tenure_since
