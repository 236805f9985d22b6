// The working groups that the given people are in on one of the days.
// params: person_ids text_list, first_day date, last_day date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// relation_head boolean
UNWIND $person_ids AS wanted_id
MATCH (n:Person {id: wanted_id})
OPTIONAL MATCH (n)-[r:MEMBER_OF]->(m:WorkingGroup)
WHERE r.since <= $last_day AND r.until > $first_day AND m.since <= $last_day AND m.until > $first_day
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, n.id AS start_id, m.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.head AS relation_head
