// People whose folded name is one of some: who may be meant by a new row.
// params: keys text_list
// returns: person_id text, person_code text, person_name text, person_search_key text,
//          person_birth_date date
UNWIND $keys AS wanted
MATCH (p:Person {search_key: wanted})
RETURN DISTINCT p.id AS person_id, p.code AS person_code, p.name AS person_name,
       p.search_key AS person_search_key, p.birth_date AS person_birth_date
ORDER BY person_id
