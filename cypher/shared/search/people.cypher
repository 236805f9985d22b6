// People whose folded name contains a folded text, or whose code begins with a text; the closest first: the code itself, the name as a whole or in its last words, with marks, without, the beginning of a word, the rest. The last_… are the same texts after a space.
// params: key text, last_key text, marked text, last_marked text, code text, most integer
// returns: person_id text, person_code text, person_name text, closeness integer
MATCH (p:Person)
WHERE p.search_key CONTAINS $key OR p.code STARTS WITH $code
WITH p, CASE
  WHEN p.code = $code THEN 0
  WHEN p.name = $marked OR p.name ENDS WITH $last_marked THEN 1
  WHEN p.search_key = $key OR p.search_key ENDS WITH $last_key THEN 2
  WHEN p.search_key STARTS WITH $key OR p.search_key CONTAINS $last_key THEN 3
  ELSE 4 END AS closeness
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, closeness
ORDER BY closeness, p.sort_key, person_code
LIMIT $most
