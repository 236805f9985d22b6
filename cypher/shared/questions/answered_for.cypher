// Who held an assignment to a unit on a date, and who held one later, as far as a day.
// params: unit_id text, last_day date, as_of date
// returns: target_id text, target_code text, target_name text, holder_id text, holder_code text, holder_name text,
// assignment_id text, assignment_kind text, assignment_since date, assignment_until date, decision_id text, assignment_current boolean
MATCH (u:Unit {id: $unit_id})<-[r:RESPONSIBLE_FOR]-(a)
WHERE r.since <= $last_day AND r.until > $as_of
RETURN u.id AS target_id, u.code AS target_code, u.name AS target_name, a.id AS holder_id, a.code AS holder_code,
  a.name AS holder_name,
  r.id AS assignment_id, coalesce(r.kind, 'in_charge') AS assignment_kind, r.since AS assignment_since,
  r.until AS assignment_until, r.decision_id AS decision_id, r.since <= $as_of AS assignment_current
