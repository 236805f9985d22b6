// Party cells of a scope that cover two or more villages on a date, with each of these.
// params: unit_id text, as_of date
// returns: cell_id text, cell_code text, cell_name text, village_id text, village_code text, village_name text,
// cover_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(u:Unit)
WHERE w.since <= $as_of AND w.until > $as_of
WITH u
OPTIONAL MATCH (u)<-[e:SERVES]-(o:Organisation)
WHERE o.kind = 'cell' AND e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH DISTINCT o WHERE o.id IS NOT NULL
OPTIONAL MATCH (o)-[k:COVERS]->(v:Unit)
WHERE k.since <= $as_of AND k.until > $as_of AND v.since <= $as_of AND v.until > $as_of
WITH o, count(DISTINCT v) AS villages WHERE villages > 1
OPTIONAL MATCH (o)-[k:COVERS]->(v:Unit)
WHERE k.since <= $as_of AND k.until > $as_of AND v.since <= $as_of AND v.until > $as_of
WITH o, k, v WHERE v.id IS NOT NULL
RETURN o.id AS cell_id, o.code AS cell_code, o.name AS cell_name, v.id AS village_id, v.code AS village_code,
  v.name AS village_name, k.since AS cover_since
