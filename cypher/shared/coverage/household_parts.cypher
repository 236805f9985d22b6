// The households that live in a scope on a date, counted by their village and the groups they are in: the first and last of these, if any, and how many.
// params: unit_id text, as_of date
// returns: village_id text, first_group_id text, last_group_id text, group_count integer, household_count integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
WITH v, h WHERE h.id IS NOT NULL
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
WITH v.id AS village_id, h.id AS household_id, min(g.id) AS first_group_id, max(g.id) AS last_group_id,
  count(g.id) AS group_count
RETURN village_id, first_group_id, last_group_id, group_count, count(household_id) AS household_count
