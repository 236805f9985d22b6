// The households that live in the given villages on a date and are in no group.
// params: unit_ids text_list, as_of date
// returns: household_id text
UNWIND $unit_ids AS wanted_id
MATCH (v:Unit {id: wanted_id})
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(h:Household)
WITH l, h WHERE l.since <= $as_of AND l.until > $as_of
OPTIONAL MATCH (h)-[m:IN_GROUP]->(g:HouseholdGroup)
WITH h.id AS household_id, count(CASE
  WHEN m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
  THEN 1 END) AS group_count
WITH household_id, group_count WHERE group_count = 0
RETURN household_id
