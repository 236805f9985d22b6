// What stands of UNDER from Organisation to Organisation, by start.
// params: ids text_list
// returns: under_id text, start_id text, end_id text, under_since date, under_until date
UNWIND $ids AS wanted
MATCH (a:Organisation {id: wanted})-[r:UNDER]->(b:Organisation)
RETURN DISTINCT r.id AS under_id, a.id AS start_id, b.id AS end_id,
       r.since AS under_since,
       r.until AS under_until
ORDER BY under_id
