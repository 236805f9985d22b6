// How many units of a tier lie in a scope on a date.
// params: unit_id text, tier text, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = $tier AND w.since <= $as_of AND w.until > $as_of
RETURN count(v) AS total
