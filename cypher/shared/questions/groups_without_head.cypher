// Working groups with an assignment to a unit of a scope and without a head on a date, with that unit.
// params: unit_id text, as_of date
// returns: group_id text, group_code text, group_name text, target_id text, target_code text, target_name text,
// assignment_kind text, assignment_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[r:RESPONSIBLE_FOR]-(g:WorkingGroup)
WHERE r.since <= $as_of AND r.until > $as_of AND g.since <= $as_of AND g.until > $as_of
WITH u, r, g WHERE g.id IS NOT NULL
OPTIONAL MATCH (g)<-[m:MEMBER_OF]-(p:Person)
WHERE m.head AND m.since <= $as_of AND m.until > $as_of
WITH u, r, g, count(p) AS heads WHERE heads = 0
RETURN g.id AS group_id, g.code AS group_code, g.name AS group_name, u.id AS target_id, u.code AS target_code,
  u.name AS target_name, coalesce(r.kind, 'in_charge') AS assignment_kind, r.since AS assignment_since
