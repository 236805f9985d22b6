// The tiers of which some unit lives on a date.
// params: as_of date
// returns: tier text
MATCH (u:Unit)
WHERE u.since <= $as_of AND u.until > $as_of
RETURN DISTINCT u.tier AS tier
ORDER BY tier
