// Every person, as pages name people.
// params:
// returns: person_id text, person_code text, person_name text
MATCH (p:Person)
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name
