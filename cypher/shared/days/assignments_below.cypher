// On which days an assignment to a unit that ever lay in a scope begins or ends.
// params: unit_id text
// returns: assignment_since date, assignment_until date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WITH DISTINCT u
OPTIONAL MATCH (u)<-[r:RESPONSIBLE_FOR]-(p)
WITH r WHERE r.since IS NOT NULL
RETURN DISTINCT r.since AS assignment_since, r.until AS assignment_until
ORDER BY assignment_since, assignment_until
