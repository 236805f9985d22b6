// What stands of WorkingGroup, by id.
// params: ids text_list
// returns: working_group_id text, working_group_code text, working_group_name text, working_group_since date, working_group_until date
UNWIND $ids AS wanted
MATCH (n:WorkingGroup {id: wanted})
RETURN DISTINCT n.id AS working_group_id, n.code AS working_group_code,
       n.name AS working_group_name,
       n.since AS working_group_since,
       n.until AS working_group_until
ORDER BY working_group_id
