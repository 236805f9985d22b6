// Who answers for the given units on one of the days.
// params: unit_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_kind text, decision_id text
UNWIND $unit_ids AS wanted_id
MATCH (n:Unit {id: wanted_id})
OPTIONAL MATCH (n)<-[r:RESPONSIBLE_FOR]-(m)
WHERE r.since <= $last_day AND r.until > $first_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.kind AS relation_kind, r.decision_id AS decision_id
