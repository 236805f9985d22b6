// What stands of Organisation, by id.
// params: ids text_list
// returns: organisation_id text, organisation_code text, organisation_name text, organisation_line text, organisation_kind text, organisation_since date, organisation_until date
UNWIND $ids AS wanted
MATCH (n:Organisation {id: wanted})
RETURN DISTINCT n.id AS organisation_id, n.code AS organisation_code,
       n.name AS organisation_name,
       n.line AS organisation_line,
       n.kind AS organisation_kind,
       n.since AS organisation_since,
       n.until AS organisation_until
ORDER BY organisation_id
