// What people are called, as written, folded and sorted.
// params: ids text_list
// returns: person_id text, person_code text, person_name text, person_search text, person_sort text
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, p.search_key AS person_search,
  p.sort_key AS person_sort
ORDER BY person_sort, person_code
