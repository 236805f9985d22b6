// When the given people were members of a party cell.
// params: person_ids text_list
// returns: person_id text, member_since date, member_until date, cell_since date, cell_until date
UNWIND $person_ids AS wanted_id
MATCH (p:Person {id: wanted_id})
OPTIONAL MATCH (p)-[m:MEMBER_OF]->(o:Organisation)
WITH p, m, o WHERE o.kind = 'cell'
RETURN p.id AS person_id, m.since AS member_since, m.until AS member_until, o.since AS cell_since,
  o.until AS cell_until
ORDER BY person_id, member_since
