// How many successions of units a decision brought about.
// params: decision_id text
// returns: mergers integer
MATCH (a:Unit)-[s:SUCCEEDED_BY]->(b:Unit)
WHERE s.decision_id = $decision_id
RETURN count(*) AS mergers
