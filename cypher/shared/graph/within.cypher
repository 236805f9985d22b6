// The derived rows that stand for the given units: what they lay within, and when.
// params: unit_ids text_list
// returns: within_id text, unit_id text, ancestor_id text, within_since date, within_until date,
// within_depth integer
UNWIND $unit_ids AS wanted_id
MATCH (u:Unit {id: wanted_id})
OPTIONAL MATCH (u)-[w:WITHIN]->(a:Unit)
WITH u, w, a WHERE a.id IS NOT NULL
RETURN w.id AS within_id, u.id AS unit_id, a.id AS ancestor_id, w.since AS within_since,
  w.until AS within_until, w.depth AS within_depth
