// The organisations that an organisation was ever under.
// params: organisation_id text
// returns: other_id text, under_since date, under_until date
MATCH (o:Organisation {id: $organisation_id})-[r:UNDER]->(a:Organisation)
RETURN a.id AS other_id, r.since AS under_since, r.until AS under_until
ORDER BY under_since, other_id
