// The organisations to which the given posts belong on a date.
// params: post_ids text_list, as_of date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date
UNWIND $post_ids AS wanted_id
MATCH (n:Post {id: wanted_id})
OPTIONAL MATCH (n)-[r:BELONGS_TO]->(m:Organisation)
WHERE r.since <= $as_of AND r.until > $as_of AND m.since <= $as_of AND m.until > $as_of
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, n.id AS start_id, m.id AS end_id, r.since AS relation_since,
  r.until AS relation_until
ORDER BY relation_id
