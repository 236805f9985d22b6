// The codes of all assignments of one person to lead another.
// params:
// returns: assignment_code text
MATCH (p:Person)-[r:SUPERVISES]->(t:Person)
WHERE r.code IS NOT NULL
RETURN r.code AS assignment_code
ORDER BY assignment_code
