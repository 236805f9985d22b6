// Units of a tier that a person holds an assignment to on a date, of some kinds, and nobody else does, person or group.
// params: person_id text, tier text, kinds text_list, as_of date
// returns: target_id text, target_code text, target_name text, parent_id text, parent_code text, parent_name text,
// assignment_since date
MATCH (p:Person {id: $person_id})-[r:RESPONSIBLE_FOR]->(v:Unit)
WHERE v.tier = $tier AND r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
  AND v.since <= $as_of AND v.until > $as_of
WITH v, min(r.since) AS first
OPTIONAL MATCH (v)<-[q:RESPONSIBLE_FOR]-(a)
WHERE q.since <= $as_of AND q.until > $as_of AND coalesce(q.kind, 'in_charge') IN $kinds
WITH v, first, sum(CASE WHEN a.id <> $person_id THEN 1 ELSE 0 END) AS others WHERE others = 0
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, c.id AS parent_id, c.code AS parent_code,
  c.name AS parent_name, first AS assignment_since
