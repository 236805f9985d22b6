// Who was ever in which working group, when, and whether at its head.
// params:
// returns: working_group_id text, person_id text, member_since date, member_until date, member_head boolean
MATCH (g:WorkingGroup)<-[m:MEMBER_OF]-(p:Person)
RETURN g.id AS working_group_id, p.id AS person_id, m.since AS member_since, m.until AS member_until,
  m.head AS member_head
ORDER BY working_group_id, member_since, person_id
