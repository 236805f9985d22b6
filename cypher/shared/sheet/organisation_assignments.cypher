// Assignments of the given organisations that are in force on a date, as they are stored.
// params: organisation_ids text_list, as_of date
// returns: target_id text, assignment_id text, assignment_code text, assignment_kind text, assignment_duties text, assignment_since date, assignment_until date, decision_id text, holder_id text, holder_code text, holder_name text
UNWIND $organisation_ids AS wanted_id
MATCH (t:Organisation {id: wanted_id})
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WITH t, r, p WHERE r.since <= $as_of AND r.until > $as_of
RETURN t.id AS target_id, r.id AS assignment_id, r.code AS assignment_code, r.kind AS assignment_kind,
  r.duties AS assignment_duties, r.since AS assignment_since, r.until AS assignment_until,
  r.decision_id AS decision_id, p.id AS holder_id, p.code AS holder_code, p.name AS holder_name
ORDER BY target_id, assignment_id
