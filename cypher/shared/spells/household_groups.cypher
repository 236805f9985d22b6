// Every household group that ever was, with its life.
// params:
// returns: household_group_id text, household_group_since date, household_group_until date
MATCH (g:HouseholdGroup)
RETURN g.id AS household_group_id, g.since AS household_group_since, g.until AS household_group_until
ORDER BY household_group_id
