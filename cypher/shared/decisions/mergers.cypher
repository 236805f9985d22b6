// Which unit succeeded which by a decision.
// params: decision_id text, skipped integer, most integer
// returns: before_id text, after_id text, succession_day date, succession_extent text
MATCH (a:Unit)-[s:SUCCEEDED_BY]->(b:Unit)
WHERE s.decision_id = $decision_id
RETURN a.id AS before_id, b.id AS after_id, s.day AS succession_day, s.extent AS succession_extent
ORDER BY succession_day, after_id, before_id
SKIP $skipped LIMIT $most
