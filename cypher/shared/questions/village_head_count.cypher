// How many villages of a scope have a head on a date.
// params: unit_id text, head_titles text_list, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH v, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE s.title IN $head_titles AND b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH v, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
WITH v, p WHERE p.id IS NOT NULL
RETURN count(DISTINCT v) AS total
