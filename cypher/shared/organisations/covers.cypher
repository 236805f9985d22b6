// The villages that a cell ever covered.
// params: organisation_id text
// returns: unit_id text, covers_since date, covers_until date
MATCH (o:Organisation {id: $organisation_id})-[r:COVERS]->(u:Unit)
RETURN u.id AS unit_id, r.since AS covers_since, r.until AS covers_until
ORDER BY covers_since, unit_id
