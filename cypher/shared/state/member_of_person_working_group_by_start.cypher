// What stands of MEMBER_OF from Person to WorkingGroup, by start.
// params: ids text_list
// returns: member_of_id text, start_id text, end_id text, member_of_since date, member_of_until date, member_of_head boolean
UNWIND $ids AS wanted
MATCH (a:Person {id: wanted})-[r:MEMBER_OF]->(b:WorkingGroup)
RETURN DISTINCT r.id AS member_of_id, a.id AS start_id, b.id AS end_id,
       r.since AS member_of_since,
       r.until AS member_of_until,
       r.head AS member_of_head
ORDER BY member_of_id
