// Every working group with its life.
// params:
// returns: working_group_id text, working_group_code text, working_group_name text, working_group_since date, working_group_until date
MATCH (g:WorkingGroup)
RETURN g.id AS working_group_id, g.code AS working_group_code, g.name AS working_group_name,
  g.since AS working_group_since, g.until AS working_group_until
ORDER BY working_group_code, working_group_id
