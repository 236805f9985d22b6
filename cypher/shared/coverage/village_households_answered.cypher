// The assignments in force on a date to households themselves that live in a village.
// params: unit_id text, as_of date
// returns: target_id text, assignment_kind text, holder_id text
MATCH (v:Unit {id: $unit_id})
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(t:Household)
WHERE l.since <= $as_of AND l.until > $as_of
WITH t WHERE t.id IS NOT NULL
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WHERE r.since <= $as_of AND r.until > $as_of
WITH t, r, p WHERE p.id IS NOT NULL
RETURN t.id AS target_id, r.kind AS assignment_kind, p.id AS holder_id
