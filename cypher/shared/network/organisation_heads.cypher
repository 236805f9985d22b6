// Who heads the given organisations on one of the days; plain membership of a cell is not told.
// params: organisation_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_head boolean
UNWIND $organisation_ids AS wanted_id
MATCH (n:Organisation {id: wanted_id})
OPTIONAL MATCH (n)<-[r:MEMBER_OF]-(m:Person)
WHERE r.head AND r.since <= $last_day AND r.until > $first_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.head AS relation_head
