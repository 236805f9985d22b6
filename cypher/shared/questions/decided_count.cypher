// How many assignments to units and organisations a decision made, in force or not.
// params: decision_id text
// returns: total integer
MATCH (a)-[r:RESPONSIBLE_FOR]->(t)
WHERE r.decision_id = $decision_id AND t.name IS NOT NULL
RETURN count(r) AS total
