// Every unit that ever stood above the given units, with the days on which it did.
// params: unit_ids text_list
// returns: start_id text, unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date, within_depth integer, within_since date, within_until date
UNWIND $unit_ids AS wanted_id
MATCH (start:Unit {id: wanted_id})
OPTIONAL MATCH (start)-[w:WITHIN]->(u:Unit)
WITH start, w, u WHERE u.id IS NOT NULL
RETURN start.id AS start_id, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier,
  u.kind AS unit_kind, u.since AS unit_since, u.until AS unit_until, w.depth AS within_depth,
  w.since AS within_since, w.until AS within_until
ORDER BY start_id, within_depth, within_since, unit_code
