// People with an assignment of their own to a village of a scope, of some kinds, on a date, who have more than so many
// villages, there and elsewhere; with each unit right above those villages of the scope.
// params: unit_id text, least integer, kinds text_list, as_of date
// returns: parent_id text, parent_code text, parent_name text, person_id text, person_code text, person_name text,
// village_here integer, village_count integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[r:RESPONSIBLE_FOR]-(p:Person)
WHERE r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
WITH v, p WHERE p.id IS NOT NULL
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
WITH p, c, count(DISTINCT v) AS here
OPTIONAL MATCH (p)-[q:RESPONSIBLE_FOR]->(t:Unit)
WHERE t.tier = 'village' AND q.since <= $as_of AND q.until > $as_of AND coalesce(q.kind, 'in_charge') IN $kinds
  AND t.since <= $as_of AND t.until > $as_of
WITH p, c, here, count(DISTINCT t) AS villages WHERE villages > $least
RETURN c.id AS parent_id, c.code AS parent_code, c.name AS parent_name, p.id AS person_id, p.code AS person_code,
  p.name AS person_name, here AS village_here, villages AS village_count
