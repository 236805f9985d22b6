// The assignments in force on a date to the given household groups.
// params: household_group_ids text_list, as_of date
// returns: target_id text, assignment_kind text, holder_id text
UNWIND $household_group_ids AS wanted_id
MATCH (t:HouseholdGroup {id: wanted_id})
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WITH t, r, p WHERE r.since <= $as_of AND r.until > $as_of
RETURN t.id AS target_id, r.kind AS assignment_kind, p.id AS holder_id
