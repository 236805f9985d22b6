// Who holds a post at the given units on a date.
// params: unit_ids text_list, as_of date, most integer
// returns: unit_id text, person_id text, person_code text, person_name text, post_id text, post_title text, tenure_acting boolean
UNWIND $unit_ids AS wanted_id
MATCH (u:Unit {id: wanted_id})
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WITH u, e, o WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WITH u, s, b WHERE b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WITH u, s, h, p WHERE h.since <= $as_of AND h.until > $as_of
RETURN u.id AS unit_id, p.id AS person_id, p.code AS person_code, p.name AS person_name, s.id AS post_id,
  s.title AS post_title, h.acting AS tenure_acting
ORDER BY unit_id, post_id, person_code
LIMIT $most
