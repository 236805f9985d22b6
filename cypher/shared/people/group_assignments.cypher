// Every assignment ever made to a working group that a person headed, with the days at its head.
// params: person_id text
// returns: working_group_id text, working_group_code text, working_group_name text, working_group_since date,
// working_group_until date, head_since date, head_until date, assignment_id text, assignment_code text,
// assignment_kind text, assignment_duties text, assignment_since date, assignment_until date, decision_id text,
// target_id text
MATCH (p:Person {id: $person_id})-[m:MEMBER_OF]->(g:WorkingGroup)
WHERE m.head
WITH m, g
MATCH (g)-[r:RESPONSIBLE_FOR]->(t)
RETURN g.id AS working_group_id, g.code AS working_group_code, g.name AS working_group_name,
  g.since AS working_group_since, g.until AS working_group_until, m.since AS head_since, m.until AS head_until,
  r.id AS assignment_id, r.code AS assignment_code, r.kind AS assignment_kind, r.duties AS assignment_duties,
  r.since AS assignment_since, r.until AS assignment_until, r.decision_id AS decision_id, t.id AS target_id
ORDER BY assignment_since, assignment_id
