// What stands of WorkingGroup, by code.
// params: codes text_list
// returns: working_group_id text, working_group_code text, working_group_name text, working_group_since date, working_group_until date
UNWIND $codes AS wanted
MATCH (n:WorkingGroup {code: wanted})
RETURN DISTINCT n.id AS working_group_id, n.code AS working_group_code,
       n.name AS working_group_name,
       n.since AS working_group_since,
       n.until AS working_group_until
ORDER BY working_group_id
