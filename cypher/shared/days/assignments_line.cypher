// On which days an assignment to a unit, or to one that it ever lay in, begins or ends.
// params: unit_id text
// returns: assignment_since date, assignment_until date
MATCH (u:Unit {id: $unit_id})-[w:WITHIN]->(above:Unit)
WITH DISTINCT above
OPTIONAL MATCH (above)<-[r:RESPONSIBLE_FOR]-(p)
WITH r WHERE r.since IS NOT NULL
RETURN DISTINCT r.since AS assignment_since, r.until AS assignment_until
ORDER BY assignment_since, assignment_until
