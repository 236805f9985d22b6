// The households that are in the given groups on a date.
// params: household_group_ids text_list, as_of date
// returns: household_id text
UNWIND $household_group_ids AS wanted_id
MATCH (g:HouseholdGroup {id: wanted_id})
OPTIONAL MATCH (g)<-[m:IN_GROUP]-(h:Household)
WITH m, h WHERE m.since <= $as_of AND m.until > $as_of
RETURN DISTINCT h.id AS household_id
