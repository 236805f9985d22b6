// What stands of Unit, by code.
// params: codes text_list
// returns: unit_id text, unit_code text, unit_name text, unit_tier text, unit_kind text, unit_household_count integer, unit_since date, unit_until date
UNWIND $codes AS wanted
MATCH (n:Unit {code: wanted})
RETURN DISTINCT n.id AS unit_id, n.code AS unit_code,
       n.name AS unit_name,
       n.tier AS unit_tier,
       n.kind AS unit_kind,
       n.household_count AS unit_household_count,
       n.since AS unit_since,
       n.until AS unit_until
ORDER BY unit_id
