// What stands of COVERS from Organisation to Unit, by start.
// params: ids text_list
// returns: covers_id text, start_id text, end_id text, covers_since date, covers_until date
UNWIND $ids AS wanted
MATCH (a:Organisation {id: wanted})-[r:COVERS]->(b:Unit)
RETURN DISTINCT r.id AS covers_id, a.id AS start_id, b.id AS end_id,
       r.since AS covers_since,
       r.until AS covers_until
ORDER BY covers_id
