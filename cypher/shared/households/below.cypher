// Households that live in a scope on a date, with their village.
// params: unit_id text, as_of date
// returns: household_id text, household_code text, household_since date, household_until date, village_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
WITH v, h WHERE h.id IS NOT NULL
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until,
  v.id AS village_id
ORDER BY household_code, household_id
