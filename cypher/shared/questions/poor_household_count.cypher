// How many poor or near-poor households live in a scope on a date.
// params: unit_id text, poverty text_list, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(t:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND t.since <= $as_of AND t.until > $as_of AND t.poverty IN $poverty
RETURN count(t) AS total
