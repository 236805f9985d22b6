// Assignments on a date to villages of a scope of people who hold posts of communes, none of them the village's own;
// with the first of those communes by id.
// params: unit_id text, as_of date
// returns: person_id text, person_code text, person_name text, own_id text, own_code text, own_name text,
// target_id text, target_code text, target_name text, parent_id text, parent_code text, parent_name text,
// assignment_kind text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[r:RESPONSIBLE_FOR]-(p:Person)
WHERE r.since <= $as_of AND r.until > $as_of
WITH v, r, p WHERE p.id IS NOT NULL
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
WITH v, r, p, c
OPTIONAL MATCH (p)-[h:HOLDS]->(s:Post)
WHERE h.since <= $as_of AND h.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH v, r, p, c, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)-[b:BELONGS_TO]->(o:Organisation)
WHERE b.since <= $as_of AND b.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH v, r, p, c, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)-[e:SERVES]->(u:Unit)
WHERE u.tier = 'commune' AND e.since <= $as_of AND e.until > $as_of AND u.since <= $as_of AND u.until > $as_of
WITH v, r, p, c, u WHERE u.id IS NOT NULL
WITH v, r, p, c, min(u.id) AS own_id, sum(CASE WHEN u.id = c.id THEN 1 ELSE 0 END) AS here WHERE here = 0
MATCH (n:Unit {id: own_id})
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, n.id AS own_id, n.code AS own_code,
  n.name AS own_name, v.id AS target_id, v.code AS target_code, v.name AS target_name, c.id AS parent_id,
  c.code AS parent_code, c.name AS parent_name, coalesce(r.kind, 'in_charge') AS assignment_kind
