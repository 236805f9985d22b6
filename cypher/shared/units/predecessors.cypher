// What the given units succeeded, and when.
// params: unit_ids text_list
// returns: start_id text, succession_day date, succession_extent text, unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_since date, unit_until date
UNWIND $unit_ids AS wanted_id
MATCH (start:Unit {id: wanted_id})
OPTIONAL MATCH (start)<-[s:SUCCEEDED_BY]-(u:Unit)
WITH start, s, u WHERE u.id IS NOT NULL
RETURN start.id AS start_id, s.day AS succession_day, s.extent AS succession_extent, u.id AS unit_id,
  u.code AS unit_code, u.name AS unit_name, u.tier AS unit_tier, u.kind AS unit_kind, u.since AS unit_since,
  u.until AS unit_until
ORDER BY start_id, unit_code, unit_id
