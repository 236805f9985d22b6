// Members of cells of a scope who were sent from elsewhere to make the cell strong enough, on a date.
// params: unit_id text, as_of date
// returns: unit_id text, unit_code text, unit_name text, cell_id text, cell_code text, cell_name text,
// person_id text, person_code text, person_name text, member_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE o.kind = 'cell' AND e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[m:MEMBER_OF]-(p:Person)
WHERE m.since <= $as_of AND m.until > $as_of AND m.reinforcement
WITH u, o, m, p WHERE p.id IS NOT NULL
RETURN u.id AS unit_id, u.code AS unit_code, u.name AS unit_name, o.id AS cell_id, o.code AS cell_code,
  o.name AS cell_name,
  p.id AS person_id, p.code AS person_code, p.name AS person_name, m.since AS member_since
