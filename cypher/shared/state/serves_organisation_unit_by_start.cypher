// What stands of SERVES from Organisation to Unit, by start.
// params: ids text_list
// returns: serves_id text, start_id text, end_id text, serves_since date, serves_until date
UNWIND $ids AS wanted
MATCH (a:Organisation {id: wanted})-[r:SERVES]->(b:Unit)
RETURN DISTINCT r.id AS serves_id, a.id AS start_id, b.id AS end_id,
       r.since AS serves_since,
       r.until AS serves_until
ORDER BY serves_id
