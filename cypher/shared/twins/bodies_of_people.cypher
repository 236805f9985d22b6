// The organisations that people were ever members of or held a post in.
// params: person_ids text_list
// returns: person_id text, body_code text
UNWIND $person_ids AS wanted
MATCH (p:Person {id: wanted})
OPTIONAL MATCH (p)-[:MEMBER_OF]->(o:Organisation)
WITH p, o WHERE o.id IS NOT NULL
RETURN DISTINCT p.id AS person_id, o.code AS body_code
UNION
UNWIND $person_ids AS wanted
MATCH (p:Person {id: wanted})
OPTIONAL MATCH (p)-[:HOLDS]->(:Post)-[:BELONGS_TO]->(o:Organisation)
WITH p, o WHERE o.id IS NOT NULL
RETURN DISTINCT p.id AS person_id, o.code AS body_code
