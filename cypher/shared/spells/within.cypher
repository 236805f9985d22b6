// What every unit ever lay within, itself first, with the days and how many tiers up.
// params:
// returns: unit_id text, above_id text, within_since date, within_until date, within_depth integer
MATCH (u:Unit)-[w:WITHIN]->(above:Unit)
RETURN u.id AS unit_id, above.id AS above_id, w.since AS within_since, w.until AS within_until,
  w.depth AS within_depth
ORDER BY unit_id, within_depth, within_since, above_id
