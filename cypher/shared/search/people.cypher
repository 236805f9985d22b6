// People whose folded name contains a folded text, or whose code begins with a text.
// params: key text, code text
// returns: person_id text, person_code text, person_name text, person_search text
MATCH (p:Person)
WHERE p.search_key CONTAINS $key OR p.code STARTS WITH $code
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, p.search_key AS person_search
ORDER BY person_code, person_id
