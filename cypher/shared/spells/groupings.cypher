// In which household group every household ever was, on the days that both tell.
// params:
// returns: household_id text, household_group_id text, member_since date, member_until date, group_since date, group_until date
MATCH (h:Household)-[m:IN_GROUP]->(g:HouseholdGroup)
RETURN h.id AS household_id, g.id AS household_group_id, m.since AS member_since, m.until AS member_until,
  g.since AS group_since, g.until AS group_until
