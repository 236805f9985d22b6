// Every visit to whatever, its day, and who went.
// params:
// returns: target_id text, visit_id text, visit_day date, person_id text
MATCH (p:Person)-[:VISITED]->(v:Visit)-[:ABOUT]->(t)
RETURN t.id AS target_id, v.id AS visit_id, v.date AS visit_day, p.id AS person_id
ORDER BY target_id, visit_day, visit_id, person_id
