// How many people have an assignment of their own to a village of a scope, of some kinds, on a date.
// params: unit_id text, kinds text_list, as_of date
// returns: total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[r:RESPONSIBLE_FOR]-(p:Person)
WHERE r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
RETURN count(DISTINCT p) AS total
