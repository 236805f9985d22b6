// Decisions whose number contains a text, as typed or in capitals.
// params: number text, capitals text, most integer
// returns: decision_id text, decision_number text, decision_date date, decision_told boolean, decision_issuer text
MATCH (d:Decision)
WHERE d.number CONTAINS $number OR d.number CONTAINS $capitals
RETURN d.id AS decision_id, d.number AS decision_number, d.date AS decision_date, d.date_told AS decision_told,
  d.issuer AS decision_issuer
ORDER BY decision_number, decision_date, decision_id
LIMIT $most
