// What stands of HOLDS from Person to Post, by start.
// params: ids text_list
// returns: holds_id text, start_id text, end_id text, holds_since date, holds_until date, holds_basis text, holds_term_end date, holds_acting boolean, holds_decision_id text
UNWIND $ids AS wanted
MATCH (a:Person {id: wanted})-[r:HOLDS]->(b:Post)
RETURN DISTINCT r.id AS holds_id, a.id AS start_id, b.id AS end_id,
       r.since AS holds_since,
       r.until AS holds_until,
       r.basis AS holds_basis,
       r.term_end AS holds_term_end,
       r.acting AS holds_acting,
       r.decision_id AS holds_decision_id
ORDER BY holds_id
