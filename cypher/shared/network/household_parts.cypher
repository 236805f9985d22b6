// The households that live in the given villages on a date, counted by their village and the groups
// they are in: the first and last of these, if any, and how many.
// params: unit_ids text_list, as_of date
// returns: village_id text, first_group_id text, last_group_id text, group_count integer, household_count integer
UNWIND $unit_ids AS wanted_id
MATCH (v:Unit {id: wanted_id})
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
WITH v, h WHERE h.id IS NOT NULL
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
WITH v.id AS village_id, h.id AS household_id, min(g.id) AS first_group_id, max(g.id) AS last_group_id,
  count(g.id) AS group_count
RETURN village_id, first_group_id, last_group_id, group_count, count(household_id) AS household_count
