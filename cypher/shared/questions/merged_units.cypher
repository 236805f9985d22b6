// Units of a tier in a scope on a date that came out of a merger by then: they succeeded two units or more, or took one
// in while they lived; with each of these.
// params: unit_id text, tier text, as_of date
// returns: target_id text, target_code text, target_name text, former_id text, former_code text, former_name text,
// succession_day date, succession_extent text, decision_id text
MATCH (scope:Unit {id: $unit_id})<-[w:WITHIN]-(v:Unit)
WHERE v.tier = $tier AND w.since <= $as_of AND w.until > $as_of
WITH v
OPTIONAL MATCH (v)<-[k:SUCCEEDED_BY]-(f:Unit)
WHERE k.day <= $as_of
WITH v, count(DISTINCT f) AS formers, max(k.day) AS last WHERE formers > 1 OR v.since < last
OPTIONAL MATCH (v)<-[k:SUCCEEDED_BY]-(f:Unit)
WHERE k.day <= $as_of
WITH v, k, f WHERE f.id IS NOT NULL
RETURN v.id AS target_id, v.code AS target_code, v.name AS target_name, f.id AS former_id, f.code AS former_code,
  f.name AS former_name, k.day AS succession_day, k.extent AS succession_extent, k.decision_id AS decision_id
