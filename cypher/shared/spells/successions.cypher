// Which unit became which other, and on what day.
// params:
// returns: before_id text, after_id text, succession_day date
MATCH (u:Unit)-[s:SUCCEEDED_BY]->(after:Unit)
RETURN u.id AS before_id, after.id AS after_id, s.day AS succession_day
ORDER BY after_id, before_id
