// The assignments in force on a date to households themselves that live in a scope.
// params: unit_id text, as_of date
// returns: target_id text, assignment_kind text, holder_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
MATCH (v)<-[l:LIVES_IN]-(t:Household)
WHERE l.since <= $as_of AND l.until > $as_of
WITH t
MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WHERE r.since <= $as_of AND r.until > $as_of
RETURN t.id AS target_id, r.kind AS assignment_kind, p.id AS holder_id
