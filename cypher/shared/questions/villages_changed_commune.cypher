// Villages of a scope on a date that were part of another unit on an earlier day, with both.
// params: unit_id text, first_day date, as_of date
// returns: target_id text, target_code text, target_name text, former_id text, former_code text, former_name text,
// parent_id text, parent_code text, parent_name text, part_since date
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)-[y:WITHIN]->(f:Unit)
WHERE y.depth = 1 AND y.since <= $first_day AND y.until > $first_day
WITH v, f WHERE f.id IS NOT NULL
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
WITH v, f, x, c WHERE c.id <> f.id
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, f.id AS former_id, f.code AS former_code,
  f.name AS former_name, c.id AS parent_id, c.code AS parent_code, c.name AS parent_name, x.since AS part_since
