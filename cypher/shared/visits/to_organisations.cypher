// Visits to the given organisations from a day to a day, both included, with who came.
// params: organisation_ids text_list, first_day date, last_day date
// returns: visit_id text, visit_code text, visit_date date, visit_kind text, visit_purpose text, visit_outcome text, target_id text, person_id text
UNWIND $organisation_ids AS wanted_id
MATCH (t:Organisation {id: wanted_id})
OPTIONAL MATCH (t)<-[:ABOUT]-(v:Visit)
WITH t, v WHERE v.id IS NOT NULL AND v.date >= $first_day AND v.date <= $last_day
OPTIONAL MATCH (p:Person)-[:VISITED]->(v)
WITH t, v, p WHERE p.id IS NOT NULL
RETURN v.id AS visit_id, v.code AS visit_code, v.date AS visit_date, v.kind AS visit_kind,
  v.purpose AS visit_purpose, v.outcome AS visit_outcome, t.id AS target_id, p.id AS person_id
ORDER BY visit_date, visit_id, person_id, target_id
