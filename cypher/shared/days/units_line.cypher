// On which days a unit, or one that it ever lay in, begins or ends, or the unit comes to lie in another one.
// params: unit_id text
// returns: within_since date, within_until date
MATCH (u:Unit {id: $unit_id})-[w:WITHIN]->(above:Unit)
RETURN DISTINCT w.since AS within_since, w.until AS within_until
ORDER BY within_since, within_until
