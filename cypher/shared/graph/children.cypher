// What was part of the given units, at any time.
// params: unit_ids text_list
// returns: child_id text
UNWIND $unit_ids AS wanted_id
MATCH (p:Unit {id: wanted_id})<-[:PART_OF]-(c:Unit)
RETURN DISTINCT c.id AS child_id
