// Who holds the given posts on one of the days.
// params: post_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_kind text, relation_acting boolean, decision_id text
UNWIND $post_ids AS wanted_id
MATCH (n:Post {id: wanted_id})
OPTIONAL MATCH (n)<-[r:HOLDS]-(m:Person)
WHERE r.since <= $last_day AND r.until > $first_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.basis AS relation_kind, r.acting AS relation_acting,
  r.decision_id AS decision_id
