// How many assignments of each kind a decision made.
// params: decision_id text
// returns: assignment_kind text, assignments integer
MATCH (p)-[r:RESPONSIBLE_FOR]->(t)
WHERE r.decision_id = $decision_id
RETURN r.kind AS assignment_kind, count(*) AS assignments
ORDER BY assignment_kind
