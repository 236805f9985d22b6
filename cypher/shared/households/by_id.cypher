// One household by its id.
// params: household_id text
// returns: household_id text, household_code text, household_since date, household_until date
MATCH (h:Household {id: $household_id})
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until
