// Ids of people whose folded name contains a folded text, or whose code begins with a text; if there are as many as the number or more, one blank instead: reading what they are called as well would take longer than finding them.
// params: key text, code text, most integer
// returns: person_id text
MATCH (p:Person)
WHERE p.search_key CONTAINS $key OR p.code STARTS WITH $code
WITH p.id AS person_id LIMIT $most
WITH collect(person_id) AS found
UNWIND CASE WHEN size(found) < $most THEN found ELSE [''] END AS person_id
RETURN person_id
ORDER BY person_id
