// The assignments in force on a date to units of a tier that lie in a scope.
// params: unit_id text, tier text, as_of date
// returns: target_id text, assignment_kind text, holder_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(t:Unit)
WHERE t.tier = $tier AND w.since <= $as_of AND w.until > $as_of
WITH t
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WHERE r.since <= $as_of AND r.until > $as_of
WITH t, r, p WHERE p.id IS NOT NULL
RETURN t.id AS target_id, r.kind AS assignment_kind, p.id AS holder_id
