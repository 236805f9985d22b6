// Households whose code begins with a text, alive on a date.
// params: code text, as_of date, most integer
// returns: household_id text, household_code text, household_since date, household_until date
MATCH (h:Household)
WHERE h.code STARTS WITH $code AND h.since <= $as_of AND h.until > $as_of
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until
ORDER BY household_code, household_id
LIMIT $most
