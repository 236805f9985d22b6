// Who holds which post on one of the days by the given decisions.
// params: decision_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_kind text, relation_acting boolean, decision_id text
MATCH (a:Person)-[r:HOLDS]->(b:Post)
WHERE r.decision_id IN $decision_ids AND r.since <= $last_day AND r.until > $first_day
RETURN r.id AS relation_id, a.id AS start_id, b.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.basis AS relation_kind, r.acting AS relation_acting,
  r.decision_id AS decision_id
