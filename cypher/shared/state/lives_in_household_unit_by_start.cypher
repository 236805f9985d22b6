// What stands of LIVES_IN from Household to Unit, by start.
// params: ids text_list
// returns: lives_in_id text, start_id text, end_id text, lives_in_since date, lives_in_until date
UNWIND $ids AS wanted
MATCH (a:Household {id: wanted})-[r:LIVES_IN]->(b:Unit)
RETURN DISTINCT r.id AS lives_in_id, a.id AS start_id, b.id AS end_id,
       r.since AS lives_in_since,
       r.until AS lives_in_until
ORDER BY lives_in_id
