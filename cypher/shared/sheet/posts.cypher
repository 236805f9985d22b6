// The posts of the given organisations on a date, each with whoever ever held it.
// params: organisation_ids text_list, as_of date
// returns: organisation_id text, post_id text, post_code text, post_title text, tenure_since date, tenure_until date, tenure_acting boolean, person_id text, person_code text, person_name text
UNWIND $organisation_ids AS wanted_id
MATCH (o:Organisation {id: wanted_id})
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WITH o, b, s WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
RETURN o.id AS organisation_id, s.id AS post_id, s.code AS post_code, s.title AS post_title, h.since AS tenure_since,
  h.until AS tenure_until, h.acting AS tenure_acting, p.id AS person_id, p.code AS person_code, p.name AS person_name
ORDER BY organisation_id, post_code, post_id, tenure_since, person_code
