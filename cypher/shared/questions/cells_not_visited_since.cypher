// Party cells of a scope that no visit was about from a day up to a date, with the day of the last visit before.
// params: unit_id text, first_day date, as_of date
// returns: cell_id text, cell_code text, cell_name text, unit_id text, unit_code text, unit_name text,
// visit_last date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE o.kind = 'cell' AND e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH u, o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)<-[k:ABOUT]-(t:Visit)
WHERE t.date <= $as_of
WITH u, o, max(t.date) AS last WHERE last IS NULL OR last < $first_day
RETURN o.id AS cell_id, o.code AS cell_code, o.name AS cell_name, u.id AS unit_id, u.code AS unit_code,
  u.name AS unit_name, last AS visit_last
