// What the given people answer for among households on a date: by themselves (no group), or through a working group.
// params: person_ids text_list, as_of date
// returns: person_id text, working_group_id text, target_id text, target_tier text, assignment_kind text
UNWIND $person_ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[r:RESPONSIBLE_FOR]->(t:Household)
WITH p, r, t WHERE r.since <= $as_of AND r.until > $as_of AND t.since <= $as_of AND t.until > $as_of
RETURN p.id AS person_id, '' AS working_group_id, t.id AS target_id, 'household' AS target_tier, r.kind AS assignment_kind
UNION ALL
UNWIND $person_ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[m:MEMBER_OF]->(g:WorkingGroup)
WITH p, m, g WHERE m.head AND m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
OPTIONAL MATCH (g)-[r:RESPONSIBLE_FOR]->(t:Household)
WITH p, g, r, t WHERE r.since <= $as_of AND r.until > $as_of AND t.since <= $as_of AND t.until > $as_of
RETURN p.id AS person_id, g.id AS working_group_id, t.id AS target_id, 'household' AS target_tier, r.kind AS assignment_kind
