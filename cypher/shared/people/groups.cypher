// The working groups that a person was ever a member of.
// params: person_id text
// returns: working_group_id text, working_group_code text, working_group_name text, working_group_since date,
// working_group_until date, member_since date, member_until date, member_head boolean
MATCH (p:Person {id: $person_id})-[m:MEMBER_OF]->(g:WorkingGroup)
RETURN g.id AS working_group_id, g.code AS working_group_code, g.name AS working_group_name,
  g.since AS working_group_since, g.until AS working_group_until, m.since AS member_since,
  m.until AS member_until, m.head AS member_head
ORDER BY member_since, working_group_code
