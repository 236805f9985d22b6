// What people are called, as written and folded, each name once.
// returns: person_name text, person_search text
MATCH (p:Person)
RETURN DISTINCT p.name AS person_name, p.search_key AS person_search
ORDER BY person_search, person_name
