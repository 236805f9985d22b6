// How many posts there are in a scope on a date, in organisations of some lines.
// params: unit_id text, lines text_list, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH u, o, s WHERE s.id IS NOT NULL AND o.line IN $lines
RETURN count(DISTINCT s) AS total
