// The organisations that cover the given units on a date.
// params: unit_ids text_list, as_of date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date
UNWIND $unit_ids AS wanted_id
MATCH (n:Unit {id: wanted_id})
OPTIONAL MATCH (n)<-[r:COVERS]-(m:Organisation)
WHERE r.since <= $as_of AND r.until > $as_of AND m.since <= $as_of AND m.until > $as_of
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.since AS relation_since,
  r.until AS relation_until
ORDER BY relation_id
