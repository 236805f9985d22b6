// Who holds which of the given posts on a date.
// params: post_ids text_list, as_of date
// returns: post_id text, person_id text, person_code text, person_name text, tenure_since date, tenure_until date
UNWIND $post_ids AS wanted_id
MATCH (s:Post {id: wanted_id})
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WITH s, h, p WHERE h.since <= $as_of AND h.until > $as_of
RETURN s.id AS post_id, p.id AS person_id, p.code AS person_code, p.name AS person_name, h.since AS tenure_since,
  h.until AS tenure_until
ORDER BY post_id, person_code, tenure_since
