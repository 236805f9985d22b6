// Villages of a scope that no party cell covers or serves on a date.
// params: unit_id text, as_of date
// returns: target_id text, target_code text, target_name text, parent_id text, parent_code text, parent_name text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[e:SERVES]-(o:Organisation)
WHERE o.kind = 'cell' AND e.since <= $as_of AND e.until > $as_of AND o.since <= $as_of AND o.until > $as_of
WITH v, count(o) AS serving
OPTIONAL MATCH (v)<-[k:COVERS]-(d:Organisation)
WHERE d.kind = 'cell' AND k.since <= $as_of AND k.until > $as_of AND d.since <= $as_of AND d.until > $as_of
WITH v, serving, count(d) AS covering WHERE serving + covering = 0
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, c.id AS parent_id, c.code AS parent_code,
  c.name AS parent_name
