// The villages in which households of the given groups ever lived.
// params: household_group_ids text_list
// returns: household_group_id text, unit_id text
UNWIND $household_group_ids AS wanted_id
MATCH (g:HouseholdGroup {id: wanted_id})
OPTIONAL MATCH (g)<-[m:IN_GROUP]-(h:Household)
WITH g, h WHERE h.id IS NOT NULL
OPTIONAL MATCH (h)-[l:LIVES_IN]->(u:Unit)
WITH g, u WHERE u.id IS NOT NULL
RETURN DISTINCT g.id AS household_group_id, u.id AS unit_id
