// Where those of the given households that live on a date live.
// params: household_ids text_list, as_of date
// returns: household_id text, village_id text
UNWIND $household_ids AS wanted_id
MATCH (h:Household {id: wanted_id})
OPTIONAL MATCH (h)-[l:LIVES_IN]->(v:Unit)
WITH h, l, v
WHERE l.since <= $as_of AND l.until > $as_of AND h.since <= $as_of AND h.until > $as_of
RETURN h.id AS household_id, v.id AS village_id
