// Every assignment ever made to a person by name, whatever it is for.
// params: person_id text
// returns: assignment_id text, assignment_code text, assignment_kind text, assignment_duties text,
// assignment_since date, assignment_until date, decision_id text, target_id text
MATCH (p:Person {id: $person_id})-[r:RESPONSIBLE_FOR]->(t)
RETURN r.id AS assignment_id, r.code AS assignment_code, r.kind AS assignment_kind,
  r.duties AS assignment_duties, r.since AS assignment_since, r.until AS assignment_until,
  r.decision_id AS decision_id, t.id AS target_id
ORDER BY assignment_since, assignment_id
