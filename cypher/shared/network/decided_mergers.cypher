// Which unit had succeeded which by a day by the given decisions.
// params: decision_ids text_list, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_kind text,
// decision_id text
MATCH (a:Unit)-[r:SUCCEEDED_BY]->(b:Unit)
WHERE r.decision_id IN $decision_ids AND r.day <= $last_day
RETURN r.id AS relation_id, a.id AS start_id, b.id AS end_id, r.day AS relation_since,
  r.extent AS relation_kind, r.decision_id AS decision_id
