// Whom a decision put into which post, a page of it.
// params: decision_id text, skipped integer, most integer
// returns: person_id text, post_id text, tenure_basis text, tenure_term_end date, tenure_acting boolean, tenure_since date, tenure_until date
MATCH (p:Person)-[h:HOLDS]->(s:Post)
WHERE h.decision_id = $decision_id
RETURN p.id AS person_id, s.id AS post_id, h.basis AS tenure_basis, h.term_end AS tenure_term_end,
  h.acting AS tenure_acting, h.since AS tenure_since, h.until AS tenure_until
ORDER BY tenure_since, post_id, person_id, tenure_until
SKIP $skipped LIMIT $most
