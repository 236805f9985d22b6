// How many people with an assignment to a village of a scope hold a post of a commune on a date.
// params: unit_id text, as_of date
// returns: total integer
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
WITH p, u WHERE u.id IS NOT NULL
RETURN count(DISTINCT p) AS total
