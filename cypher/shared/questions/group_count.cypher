// How many working groups have an assignment to a unit of a scope on a date.
// params: unit_id text, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[r:RESPONSIBLE_FOR]-(g:WorkingGroup)
WHERE r.since <= $as_of AND r.until > $as_of AND g.since <= $as_of AND g.until > $as_of
RETURN count(DISTINCT g) AS total
