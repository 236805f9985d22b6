// Decisions by their ids, with what they are and what they are about.
// params: decision_ids text_list
// returns: decision_id text, decision_number text, decision_date date, decision_told boolean, decision_issuer text, decision_kind text, decision_title text
UNWIND $decision_ids AS wanted_id
MATCH (d:Decision {id: wanted_id})
RETURN d.id AS decision_id, d.number AS decision_number, d.date AS decision_date,
  d.date_told AS decision_told, d.issuer AS decision_issuer, d.kind AS decision_kind,
  d.title AS decision_title
ORDER BY decision_id
