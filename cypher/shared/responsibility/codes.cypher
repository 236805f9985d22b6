// The codes of all assignments of people and working groups to units, households, groups and organisations.
// params:
// returns: assignment_code text
MATCH (p)-[r:RESPONSIBLE_FOR]->(t)
WHERE r.code IS NOT NULL
RETURN r.code AS assignment_code
ORDER BY assignment_code
