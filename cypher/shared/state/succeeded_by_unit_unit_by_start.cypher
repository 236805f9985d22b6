// What stands of SUCCEEDED_BY from Unit to Unit, by start.
// params: ids text_list
// returns: succeeded_by_id text, start_id text, end_id text, succeeded_by_day date, succeeded_by_extent text, succeeded_by_decision_id text
UNWIND $ids AS wanted
MATCH (a:Unit {id: wanted})-[r:SUCCEEDED_BY]->(b:Unit)
RETURN DISTINCT r.id AS succeeded_by_id, a.id AS start_id, b.id AS end_id,
       r.day AS succeeded_by_day,
       r.extent AS succeeded_by_extent,
       r.decision_id AS succeeded_by_decision_id
ORDER BY succeeded_by_id
