// What stands of HouseholdGroup, by code.
// params: codes text_list
// returns: household_group_id text, household_group_code text, household_group_name text, household_group_since date, household_group_until date
UNWIND $codes AS wanted
MATCH (n:HouseholdGroup {code: wanted})
RETURN DISTINCT n.id AS household_group_id, n.code AS household_group_code,
       n.name AS household_group_name,
       n.since AS household_group_since,
       n.until AS household_group_until
ORDER BY household_group_id
