// How many works a paper's reference list has.
// param id: string
// column total: int
MATCH (p:Paper)-[:HAS_REFERENCE]->(r:Reference) WHERE p.id = $id RETURN count(r) AS total
