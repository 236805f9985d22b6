// Who holds the posts of an organisation on a date.
// params: organisation_id text, as_of date
// returns: post_id text, person_id text, person_code text, person_name text, tenure_since date, tenure_until date,
// tenure_basis text, tenure_term_end date, tenure_acting boolean, decision_id text
MATCH (o:Organisation {id: $organisation_id})<-[b:BELONGS_TO]-(s:Post)
WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH s
MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
RETURN s.id AS post_id, p.id AS person_id, p.code AS person_code, p.name AS person_name,
  h.since AS tenure_since, h.until AS tenure_until, h.basis AS tenure_basis, h.term_end AS tenure_term_end,
  h.acting AS tenure_acting, h.decision_id AS decision_id
ORDER BY post_id, tenure_since, person_code
