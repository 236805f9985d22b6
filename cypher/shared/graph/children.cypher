// What was part of the given units, at any time.
// params: unit_ids text_list
// returns: child_id text
UNWIND $unit_ids AS wanted_id
MATCH (p:Unit {id: wanted_id})
OPTIONAL MATCH (p)<-[:PART_OF]-(c:Unit)
WITH c WHERE c.id IS NOT NULL
RETURN DISTINCT c.id AS child_id
