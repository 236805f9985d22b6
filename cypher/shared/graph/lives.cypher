// When the given units lived.
// params: unit_ids text_list
// returns: unit_id text, unit_since date, unit_until date
UNWIND $unit_ids AS wanted_id
MATCH (u:Unit {id: wanted_id})
RETURN u.id AS unit_id, u.since AS unit_since, u.until AS unit_until
