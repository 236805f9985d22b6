// The assignments in force on a date to organisations of a kind that serve a unit in a scope.
// params: unit_id text, kind text, as_of date
// returns: target_id text, assignment_kind text, holder_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[s:SERVES]-(t:Organisation)
WHERE t.kind = $kind AND s.since <= $as_of AND s.until > $as_of AND t.since <= $as_of AND t.until > $as_of
WITH t WHERE t.id IS NOT NULL
OPTIONAL MATCH (t)<-[r:RESPONSIBLE_FOR]-(p)
WHERE r.since <= $as_of AND r.until > $as_of
WITH t, r, p WHERE p.id IS NOT NULL
RETURN t.id AS target_id, r.kind AS assignment_kind, p.id AS holder_id
