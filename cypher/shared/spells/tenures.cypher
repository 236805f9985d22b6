// Who ever held which post, when, and whether acting.
// params:
// returns: person_id text, post_id text, tenure_since date, tenure_until date, tenure_acting boolean
MATCH (p:Person)-[h:HOLDS]->(s:Post)
RETURN p.id AS person_id, s.id AS post_id, h.since AS tenure_since, h.until AS tenure_until,
  h.acting AS tenure_acting
ORDER BY post_id, tenure_since, person_id
