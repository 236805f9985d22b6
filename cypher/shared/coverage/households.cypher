// The households that live in a scope on a date, each with its village and the groups it is in, if any.
// params: unit_id text, as_of date
// returns: household_id text, village_id text, household_group_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
WITH v, h WHERE h.id IS NOT NULL
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
RETURN h.id AS household_id, v.id AS village_id, g.id AS household_group_id
