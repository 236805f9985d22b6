// In which village every household ever lived, and when.
// params:
// returns: household_id text, household_code text, household_since date, household_until date, village_id text, home_since date, home_until date
MATCH (h:Household)-[l:LIVES_IN]->(u:Unit)
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until,
  u.id AS village_id, l.since AS home_since, l.until AS home_until
