// The organisations that the given ones are under on one of the days.
// params: organisation_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date
UNWIND $organisation_ids AS wanted_id
MATCH (n:Organisation {id: wanted_id})
OPTIONAL MATCH (n)-[r:UNDER]->(m:Organisation)
WHERE r.since <= $last_day AND r.until > $first_day AND m.since <= $last_day AND m.until > $first_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, n.id AS start_id, m.id AS end_id, r.since AS relation_since,
  r.until AS relation_until
