// What stands of Person, by id.
// params: ids text_list
// returns: person_id text, person_code text, person_name text, person_birth_date date, person_gender text, person_party_joined date, person_work_phone text
UNWIND $ids AS wanted
MATCH (n:Person {id: wanted})
RETURN DISTINCT n.id AS person_id, n.code AS person_code,
       n.name AS person_name,
       n.birth_date AS person_birth_date,
       n.gender AS person_gender,
       n.party_joined AS person_party_joined,
       n.work_phone AS person_work_phone
ORDER BY person_id
