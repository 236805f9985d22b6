// Villages of a scope in which there are poor or near-poor households that nobody holds an assignment to, of some kinds,
// on a date, by themselves or through a group of households: how many of them, and how many such live there.
// params: unit_id text, poverty text_list, kinds text_list, as_of date
// returns: target_id text, target_code text, target_name text, parent_id text, parent_code text, parent_name text,
// household_uncovered integer, household_total integer
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = 'village' AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[l:LIVES_IN]-(t:Household)
WHERE l.since <= $as_of AND l.until > $as_of AND t.since <= $as_of AND t.until > $as_of AND t.poverty IN $poverty
WITH v, t WHERE t.id IS NOT NULL AND NOT EXISTS {
  MATCH (t)<-[r:RESPONSIBLE_FOR]-(a)
  WHERE r.since <= $as_of AND r.until > $as_of AND coalesce(r.kind, 'in_charge') IN $kinds
}
WITH v, t
OPTIONAL MATCH (t)-[m:IN_GROUP]->(g:HouseholdGroup)
WHERE m.since <= $as_of AND m.until > $as_of AND g.since <= $as_of AND g.until > $as_of
WITH v, t, g WHERE g.id IS NULL OR NOT EXISTS {
  MATCH (g)<-[q:RESPONSIBLE_FOR]-(b)
  WHERE q.since <= $as_of AND q.until > $as_of AND coalesce(q.kind, 'in_charge') IN $kinds
}
WITH DISTINCT v, t
OPTIONAL MATCH (t)-[n:IN_GROUP]->(k:HouseholdGroup)
WHERE n.since <= $as_of AND n.until > $as_of AND k.since <= $as_of AND k.until > $as_of
WITH v, t, k
OPTIONAL MATCH (k)<-[z:RESPONSIBLE_FOR]-(d)
WHERE z.since <= $as_of AND z.until > $as_of AND coalesce(z.kind, 'in_charge') IN $kinds
WITH v, t, count(z) AS shared WHERE shared = 0
WITH v, count(t) AS uncovered
OPTIONAL MATCH (v)<-[y:LIVES_IN]-(h:Household)
WHERE y.since <= $as_of AND y.until > $as_of AND h.since <= $as_of AND h.until > $as_of AND h.poverty IN $poverty
WITH v, uncovered, count(h) AS total
OPTIONAL MATCH (v)-[x:WITHIN]->(c:Unit)
WHERE x.depth = 1 AND x.since <= $as_of AND x.until > $as_of
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, c.id AS parent_id, c.code AS parent_code,
  c.name AS parent_name, uncovered AS household_uncovered, total AS household_total
