// How many members an organisation has on a date.
// params: organisation_id text, as_of date
// returns: members integer
MATCH (o:Organisation {id: $organisation_id})<-[m:MEMBER_OF]-(p:Person)
WHERE m.since <= $as_of AND m.until > $as_of
RETURN count(DISTINCT p.id) AS members
