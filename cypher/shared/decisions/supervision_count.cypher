// How many people a decision put under somebody.
// params: decision_id text
// returns: supervisions integer
MATCH (a:Person)-[v:SUPERVISES]->(b:Person)
WHERE v.decision_id = $decision_id
RETURN count(*) AS supervisions
