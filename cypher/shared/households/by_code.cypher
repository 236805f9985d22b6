// Every household that has a code.
// params: code text
// returns: household_id text, household_code text, household_since date, household_until date
MATCH (h:Household)
WHERE h.code = $code
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until
ORDER BY household_since, household_id
