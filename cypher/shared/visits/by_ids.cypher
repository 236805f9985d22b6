// What was done on the given visits, and what came of it.
// params: visit_ids text_list
// returns: visit_id text, visit_code text, visit_date date, visit_kind text, visit_purpose text, visit_outcome text
UNWIND $visit_ids AS wanted_id
MATCH (v:Visit {id: wanted_id})
RETURN v.id AS visit_id, v.code AS visit_code, v.date AS visit_date, v.kind AS visit_kind,
  v.purpose AS visit_purpose, v.outcome AS visit_outcome
ORDER BY visit_id
