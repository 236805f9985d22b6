// Everybody whom a person ever supervised, with the days.
// params: person_id text
// returns: other_id text, other_code text, other_name text, supervision_since date, supervision_until date, decision_id text
MATCH (p:Person {id: $person_id})-[v:SUPERVISES]->(b:Person)
RETURN b.id AS other_id, b.code AS other_code, b.name AS other_name, v.since AS supervision_since,
  v.until AS supervision_until, v.decision_id AS decision_id
ORDER BY supervision_since, other_code
