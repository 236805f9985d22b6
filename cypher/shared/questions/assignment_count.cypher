// How many assignments to units of a scope are in force on a date.
// params: unit_id text, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[r:RESPONSIBLE_FOR]-(a)
WHERE r.since <= $as_of AND r.until > $as_of
RETURN count(r) AS total
