// Which unit that ever lay in a scope became which other.
// params: unit_id text
// returns: before_id text, after_id text, succession_day date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WITH DISTINCT u
OPTIONAL MATCH (u)-[s:SUCCEEDED_BY]->(after:Unit)
WITH u, s, after WHERE after.id IS NOT NULL
RETURN u.id AS before_id, after.id AS after_id, s.day AS succession_day
ORDER BY before_id, after_id
