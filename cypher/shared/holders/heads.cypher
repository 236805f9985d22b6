// Who headed the given working groups, and when.
// params: working_group_ids text_list
// returns: working_group_id text, head_since date, head_until date, working_group_since date, working_group_until date, person_id text, person_code text, person_name text
UNWIND $working_group_ids AS wanted_id
MATCH (g:WorkingGroup {id: wanted_id})
OPTIONAL MATCH (g)<-[m:MEMBER_OF]-(p:Person)
WITH g, m, p WHERE m.head
RETURN g.id AS working_group_id, m.since AS head_since, m.until AS head_until, g.since AS working_group_since,
  g.until AS working_group_until, p.id AS person_id, p.code AS person_code, p.name AS person_name
ORDER BY working_group_id, person_code, head_since
