// What stands of SUPERVISES from Person to Person, by code.
// params: codes text_list
// returns: supervises_id text, start_id text, end_id text, supervises_code text, supervises_since date, supervises_until date, supervises_decision_id text
UNWIND $codes AS wanted
MATCH (a:Person)-[r:SUPERVISES {code: wanted}]->(b:Person)
RETURN DISTINCT r.id AS supervises_id, a.id AS start_id, b.id AS end_id,
       r.code AS supervises_code,
       r.since AS supervises_since,
       r.until AS supervises_until,
       r.decision_id AS supervises_decision_id
ORDER BY supervises_id
