// The units that were ever part of some units, each with its own life.
// params: unit_ids text_list
// returns: parent_id text, unit_id text, unit_code text, unit_name text, unit_since date,
//          unit_until date
UNWIND $unit_ids AS wanted
MATCH (p:Unit {id: wanted})
OPTIONAL MATCH (u:Unit)-[:PART_OF]->(p)
WITH p, u WHERE u.id IS NOT NULL
RETURN DISTINCT p.id AS parent_id, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name,
       u.since AS unit_since, u.until AS unit_until
ORDER BY parent_id, unit_id
