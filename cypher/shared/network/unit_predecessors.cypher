// What the given units had succeeded by a day.
// params: unit_ids text_list, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_kind text,
// decision_id text
UNWIND $unit_ids AS wanted_id
MATCH (n:Unit {id: wanted_id})
OPTIONAL MATCH (n)<-[r:SUCCEEDED_BY]-(m:Unit)
WHERE r.day <= $last_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.day AS relation_since,
  r.extent AS relation_kind, r.decision_id AS decision_id
