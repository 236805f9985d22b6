// Visits of a person from a day to a day, both included, with what they were about.
// params: person_id text, first_day date, last_day date
// returns: visit_id text, visit_code text, visit_date date, visit_kind text, visit_purpose text, visit_outcome text, target_id text, person_id text
MATCH (p:Person {id: $person_id})
OPTIONAL MATCH (p)-[:VISITED]->(v:Visit)
WITH p, v WHERE v.id IS NOT NULL AND v.date >= $first_day AND v.date <= $last_day
OPTIONAL MATCH (v)-[:ABOUT]->(t)
WITH p, v, t WHERE t.id IS NOT NULL
RETURN v.id AS visit_id, v.code AS visit_code, v.date AS visit_date, v.kind AS visit_kind,
  v.purpose AS visit_purpose, v.outcome AS visit_outcome, t.id AS target_id, p.id AS person_id
ORDER BY visit_date, visit_id, target_id
