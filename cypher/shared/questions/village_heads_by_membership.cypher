// Heads of villages of a scope on a date who are, or are not, members of a party cell.
// params: unit_id text, head_titles text_list, member boolean, as_of date
// returns: target_id text, target_code text, target_name text, person_id text, person_code text, person_name text,
// post_id text, post_code text, post_name text, tenure_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[e:SERVES]-(o:Organisation)
WHERE e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH v, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[b:BELONGS_TO]-(s:Post)
WHERE s.title IN $head_titles AND b.since <= $as_of AND b.until > $as_of AND s.since <= $as_of AND s.until > $as_of
WITH v, s WHERE s.id IS NOT NULL
OPTIONAL MATCH (s)<-[h:HOLDS]-(p:Person)
WHERE h.since <= $as_of AND h.until > $as_of
WITH v, s, h, p WHERE p.id IS NOT NULL
OPTIONAL MATCH (p)-[m:MEMBER_OF]->(n:Organisation)
WHERE n.kind = 'cell' AND m.since <= $as_of AND m.until > $as_of AND n.since <= $as_of AND n.until > $as_of
WITH v, s, h, p, count(n) AS cells WHERE (cells > 0) = $member
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, p.id AS person_id, p.code AS person_code,
  p.name AS person_name,
  s.id AS post_id, s.code AS post_code, s.title AS post_name, h.since AS tenure_since
