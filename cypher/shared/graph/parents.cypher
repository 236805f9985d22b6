// What the given units were part of, at any time.
// params: unit_ids text_list
// returns: part_id text, child_id text, parent_id text, part_since date, part_until date
UNWIND $unit_ids AS wanted_id
MATCH (c:Unit {id: wanted_id})
OPTIONAL MATCH (c)-[r:PART_OF]->(p:Unit)
WITH c, r, p WHERE p.id IS NOT NULL
RETURN r.id AS part_id, c.id AS child_id, p.id AS parent_id, r.since AS part_since, r.until AS part_until
