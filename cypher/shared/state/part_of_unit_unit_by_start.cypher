// What stands of PART_OF from Unit to Unit, by start.
// params: ids text_list
// returns: part_of_id text, start_id text, end_id text, part_of_since date, part_of_until date
UNWIND $ids AS wanted
MATCH (a:Unit {id: wanted})-[r:PART_OF]->(b:Unit)
RETURN DISTINCT r.id AS part_of_id, a.id AS start_id, b.id AS end_id,
       r.since AS part_of_since,
       r.until AS part_of_until
ORDER BY part_of_id
