// Who supervises the given people on a date.
// params: person_ids text_list, as_of date
// returns: relation_id text, start_id text, end_id text, relation_since date, relation_until date,
// decision_id text
UNWIND $person_ids AS wanted_id
MATCH (n:Person {id: wanted_id})
OPTIONAL MATCH (n)<-[r:SUPERVISES]-(m:Person)
WHERE r.since <= $as_of AND r.until > $as_of
WITH n, r, m WHERE m.id IS NOT NULL
RETURN r.id AS relation_id, m.id AS start_id, n.id AS end_id, r.since AS relation_since,
  r.until AS relation_until, r.decision_id AS decision_id
ORDER BY relation_id
