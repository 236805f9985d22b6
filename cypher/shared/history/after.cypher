// What succeeded the given units, when, to what extent, and by which decision.
// params: unit_ids text_list
// returns: before_id text, after_id text, succession_day date, succession_extent text, decision_id text
UNWIND $unit_ids AS wanted_id
MATCH (a:Unit {id: wanted_id})
OPTIONAL MATCH (a)-[s:SUCCEEDED_BY]->(b:Unit)
WITH a, s, b WHERE b.id IS NOT NULL
RETURN a.id AS before_id, b.id AS after_id, s.day AS succession_day, s.extent AS succession_extent,
  s.decision_id AS decision_id
ORDER BY succession_day, before_id, after_id
