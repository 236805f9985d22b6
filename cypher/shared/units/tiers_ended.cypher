// For each tier, the last day border at which a unit of it ended by a date.
// params: as_of date
// returns: tier text, tier_until date
MATCH (u:Unit)
WHERE u.until <= $as_of
RETURN u.tier AS tier, max(u.until) AS tier_until
ORDER BY tier
