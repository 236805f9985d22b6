// Everything that is known of one decision itself.
// params: decision_id text
// returns: decision_id text, decision_number text, decision_date date, decision_told boolean, decision_issuer text, decision_kind text, decision_title text
MATCH (d:Decision {id: $decision_id})
RETURN d.id AS decision_id, d.number AS decision_number, d.date AS decision_date, d.date_told AS decision_told,
  d.issuer AS decision_issuer, d.kind AS decision_kind, d.title AS decision_title
