// How many people a decision put into a post.
// params: decision_id text
// returns: tenures integer
MATCH (p:Person)-[h:HOLDS]->(s:Post)
WHERE h.decision_id = $decision_id
RETURN count(*) AS tenures
