// Who supervises a person on a date.
// params: person_id text, as_of date
// returns: supervisor_id text, supervisor_code text, supervisor_name text, supervision_since date
MATCH (p:Person {id: $person_id})
OPTIONAL MATCH (p)<-[v:SUPERVISES]-(b:Person)
WITH v, b WHERE v.since <= $as_of AND v.until > $as_of
RETURN b.id AS supervisor_id, b.code AS supervisor_code, b.name AS supervisor_name, v.since AS supervision_since
ORDER BY supervision_since, supervisor_code
