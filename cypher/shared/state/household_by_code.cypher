// What stands of Household, by code.
// params: codes text_list
// returns: household_id text, household_code text, household_category text, household_since date, household_until date
UNWIND $codes AS wanted
MATCH (n:Household {code: wanted})
RETURN DISTINCT n.id AS household_id, n.code AS household_code,
       n.category AS household_category,
       n.since AS household_since,
       n.until AS household_until
ORDER BY household_id
