// The household groups that a household was ever in.
// params: household_id text
// returns: household_group_id text, household_group_code text, household_group_name text, household_group_since date, household_group_until date, member_since date, member_until date
MATCH (h:Household {id: $household_id})-[m:IN_GROUP]->(g:HouseholdGroup)
RETURN g.id AS household_group_id, g.code AS household_group_code, g.name AS household_group_name,
  g.since AS household_group_since, g.until AS household_group_until, m.since AS member_since,
  m.until AS member_until
ORDER BY member_since, household_group_code
