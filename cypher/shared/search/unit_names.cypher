// What units are or were called, as written and folded.
// returns: unit_id text, unit_name text, unit_search text
MATCH (u:Unit)
RETURN u.id AS unit_id, u.name AS unit_name, u.search_key AS unit_search
ORDER BY unit_search, unit_name, unit_id
