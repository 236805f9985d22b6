// Who heads an organisation as a member of it on a date.
// params: organisation_id text, as_of date
// returns: person_id text, person_code text, person_name text, member_since date, member_until date
MATCH (o:Organisation {id: $organisation_id})<-[m:MEMBER_OF]-(p:Person)
WHERE m.head AND m.since <= $as_of AND m.until > $as_of
RETURN p.id AS person_id, p.code AS person_code, p.name AS person_name, m.since AS member_since,
  m.until AS member_until
ORDER BY person_code, member_since
