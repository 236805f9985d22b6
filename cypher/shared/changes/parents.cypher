// What each of the given units is directly part of on a date.
// params: unit_ids text_list, as_of date
// returns: start_id text, unit_id text, unit_code text, unit_name text, unit_tier text, unit_since date, unit_until date, within_since date
UNWIND $unit_ids AS wanted_id
MATCH (start:Unit {id: wanted_id})
OPTIONAL MATCH (start)-[w:WITHIN]->(u:Unit)
WITH start, w, u WHERE w.depth = 1 AND w.since <= $as_of AND w.until > $as_of
RETURN start.id AS start_id, u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier,
  u.since AS unit_since, u.until AS unit_until, w.since AS within_since
ORDER BY start_id, unit_id
