// What stands of Post, by id.
// params: ids text_list
// returns: post_id text, post_code text, post_title text, post_seats integer, post_since date, post_until date
UNWIND $ids AS wanted
MATCH (n:Post {id: wanted})
RETURN DISTINCT n.id AS post_id, n.code AS post_code,
       n.title AS post_title,
       n.seats AS post_seats,
       n.since AS post_since,
       n.until AS post_until
ORDER BY post_id
