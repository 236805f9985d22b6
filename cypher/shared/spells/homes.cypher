// In which village every household ever lived and in which group it ever was, and when: all pairs of both.
// params:
// returns: household_id text, household_code text, household_since date, household_until date, village_id text, home_since date, home_until date, household_group_id text, member_since date, member_until date, group_since date, group_until date
MATCH (h:Household)-[l:LIVES_IN]->(u:Unit)
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
RETURN h.id AS household_id, h.code AS household_code, h.since AS household_since, h.until AS household_until,
  u.id AS village_id, l.since AS home_since, l.until AS home_until, g.id AS household_group_id,
  m.since AS member_since, m.until AS member_until, g.since AS group_since, g.until AS group_until
