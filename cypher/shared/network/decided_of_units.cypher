// Who answers for which unit on one of the days by the given decisions.
// params: decision_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_kind text, decision_id text
MATCH (a)-[r:RESPONSIBLE_FOR]->(b:Unit)
WHERE r.decision_id IN $decision_ids AND r.since <= $last_day AND r.until > $first_day
RETURN r.id AS relation_id, a.id AS start_id, b.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.kind AS relation_kind, r.decision_id AS decision_id
