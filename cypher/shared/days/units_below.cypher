// On which days a unit of a scope begins or ends, or moves under another one.
// params: unit_id text
// returns: within_since date, within_until date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WITH DISTINCT u
OPTIONAL MATCH (u)-[v:WITHIN]->(parent:Unit)
WHERE v.depth < 2
WITH v WHERE v.since IS NOT NULL
RETURN DISTINCT v.since AS within_since, v.until AS within_until
ORDER BY within_since, within_until
