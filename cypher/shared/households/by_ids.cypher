// Households by their ids.
// params: household_ids text_list
// returns: household_id text, household_code text, household_since date, household_until date
UNWIND $household_ids AS wanted_id
MATCH (h:Household {id: wanted_id})
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until
ORDER BY household_code, household_id
