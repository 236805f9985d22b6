// What stands of IN_GROUP from Household to HouseholdGroup, by start.
// params: ids text_list
// returns: in_group_id text, start_id text, end_id text, in_group_since date, in_group_until date
UNWIND $ids AS wanted
MATCH (a:Household {id: wanted})-[r:IN_GROUP]->(b:HouseholdGroup)
RETURN DISTINCT r.id AS in_group_id, a.id AS start_id, b.id AS end_id,
       r.since AS in_group_since,
       r.until AS in_group_until
ORDER BY in_group_id
