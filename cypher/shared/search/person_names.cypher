// What people are called whose folded name begins with a text, as written and folded, each name once.
// params: key text
// returns: person_name text, person_search text
MATCH (p:Person)
WHERE p.search_key STARTS WITH $key
RETURN DISTINCT p.name AS person_name, p.search_key AS person_search
ORDER BY person_search, person_name
