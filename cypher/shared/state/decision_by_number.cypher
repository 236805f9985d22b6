// What stands of Decision, by number.
// params: numbers text_list
// returns: decision_id text, decision_number text, decision_date date, decision_issuer text, decision_kind text, decision_title text
UNWIND $numbers AS wanted
MATCH (n:Decision {number: wanted})
RETURN DISTINCT n.id AS decision_id, n.number AS decision_number,
       n.date AS decision_date,
       n.issuer AS decision_issuer,
       n.kind AS decision_kind,
       n.title AS decision_title
ORDER BY decision_id
