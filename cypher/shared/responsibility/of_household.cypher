// Every assignment ever made to one household itself: ladybug finds who holds those of a single one at once, those of a list by going through everybody.
// params: household_id text
// returns: target_id text, assignment_id text, assignment_code text, assignment_kind text, assignment_since date, assignment_until date, decision_id text, holder_id text, holder_code text, holder_name text
MATCH (t:Household {id: $household_id})<-[r:RESPONSIBLE_FOR]-(p)
RETURN t.id AS target_id, r.id AS assignment_id, r.code AS assignment_code, r.kind AS assignment_kind, r.since AS assignment_since,
  r.until AS assignment_until, r.decision_id AS decision_id, p.id AS holder_id, p.code AS holder_code,
  p.name AS holder_name
ORDER BY target_id, assignment_id
