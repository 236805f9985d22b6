// Who holds which post on a date by the given decisions.
// params: decision_ids text_list, as_of date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_kind text, relation_acting boolean, decision_id text
MATCH (a:Person)-[r:HOLDS]->(b:Post)
WHERE r.decision_id IN $decision_ids AND r.since <= $as_of AND r.until > $as_of
RETURN r.id AS relation_id, a.id AS start_id, b.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.basis AS relation_kind, r.acting AS relation_acting,
  r.decision_id AS decision_id
ORDER BY relation_id
