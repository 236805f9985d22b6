// Households that live in each of the given villages on a date, and for how many of them somebody answers in one of the kinds, for the household itself or for its group.
// params: unit_ids text_list, kinds text_list, as_of date
// returns: village_id text, household_count integer, covered_count integer
UNWIND $unit_ids AS wanted_id
MATCH (v:Unit {id: wanted_id})
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WITH v, l, h WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
OPTIONAL MATCH (h)<-[r:RESPONSIBLE_FOR]-(p)
WHERE r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
WITH v, h, count(r) AS own_count
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
WITH v, h, own_count, g
OPTIONAL MATCH (g)<-[q:RESPONSIBLE_FOR]-(x)
WHERE q.since <= $as_of AND q.until > $as_of AND coalesce(q.kind, 'in_charge') IN $kinds
WITH v, h, own_count, count(q) AS group_count
RETURN v.id AS village_id, count(h) AS household_count,
  count(CASE WHEN own_count + group_count > 0 THEN 1 END) AS covered_count
ORDER BY village_id
