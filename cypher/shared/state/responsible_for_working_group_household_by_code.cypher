// What stands of RESPONSIBLE_FOR from WorkingGroup to Household, by code.
// params: codes text_list
// returns: responsible_for_id text, start_id text, end_id text, responsible_for_code text, responsible_for_kind text, responsible_for_duties text, responsible_for_since date, responsible_for_until date, responsible_for_decision_id text
UNWIND $codes AS wanted
MATCH (a:WorkingGroup)-[r:RESPONSIBLE_FOR {code: wanted}]->(b:Household)
RETURN DISTINCT r.id AS responsible_for_id, a.id AS start_id, b.id AS end_id,
       r.code AS responsible_for_code,
       r.kind AS responsible_for_kind,
       r.duties AS responsible_for_duties,
       r.since AS responsible_for_since,
       r.until AS responsible_for_until,
       r.decision_id AS responsible_for_decision_id
ORDER BY responsible_for_id
