// How many units of a tier a person holds an assignment to on a date, of some kinds.
// params: person_id text, tier text, kinds text_list, as_of date
// returns: total integer
MATCH (p:Person {id: $person_id})-[r:RESPONSIBLE_FOR]->(v:Unit)
WHERE v.tier = $tier AND r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
  AND v.since <= $as_of AND v.until > $as_of
RETURN count(DISTINCT v) AS total
