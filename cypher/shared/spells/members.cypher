// Who was ever a member of which organisation, when, and whether at its head.
// params:
// returns: person_id text, organisation_id text, organisation_kind text, member_since date, member_until date, member_head boolean
MATCH (p:Person)-[m:MEMBER_OF]->(o:Organisation)
RETURN p.id AS person_id, o.id AS organisation_id, o.kind AS organisation_kind, m.since AS member_since,
  m.until AS member_until, m.head AS member_head
ORDER BY person_id, member_since, organisation_id
