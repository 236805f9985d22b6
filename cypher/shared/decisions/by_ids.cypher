// Decisions by their ids.
// params: decision_ids text_list
// returns: decision_id text, decision_number text, decision_date date, decision_told boolean, decision_issuer text
UNWIND $decision_ids AS wanted_id
MATCH (d:Decision {id: wanted_id})
RETURN d.id AS decision_id, d.number AS decision_number, d.date AS decision_date,
  d.date_told AS decision_told, d.issuer AS decision_issuer
ORDER BY decision_id
