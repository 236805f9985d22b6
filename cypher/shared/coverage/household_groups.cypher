// The groups that the given households are in on a date.
// params: household_ids text_list, as_of date
// returns: household_id text, household_group_id text
UNWIND $household_ids AS wanted_id
MATCH (h:Household {id: wanted_id})
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WITH h, m, g
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
RETURN h.id AS household_id, g.id AS household_group_id
