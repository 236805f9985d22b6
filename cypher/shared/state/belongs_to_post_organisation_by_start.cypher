// What stands of BELONGS_TO from Post to Organisation, by start.
// params: ids text_list
// returns: belongs_to_id text, start_id text, end_id text, belongs_to_since date, belongs_to_until date
UNWIND $ids AS wanted
MATCH (a:Post {id: wanted})-[r:BELONGS_TO]->(b:Organisation)
RETURN DISTINCT r.id AS belongs_to_id, a.id AS start_id, b.id AS end_id,
       r.since AS belongs_to_since,
       r.until AS belongs_to_until
ORDER BY belongs_to_id
