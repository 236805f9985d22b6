// Organisations of a kind that serve a unit in a scope on a date, with that unit.
// params: unit_id text, kind text, as_of date
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_kind text, organisation_since date, organisation_until date, served_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[s:SERVES]-(o:Organisation)
WHERE o.kind = $kind AND s.since <= $as_of AND s.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
RETURN o.id AS organisation_id, o.code AS organisation_code, o.name AS organisation_name,
  o.kind AS organisation_kind, o.since AS organisation_since, o.until AS organisation_until, u.id AS served_id
ORDER BY organisation_code, organisation_id
