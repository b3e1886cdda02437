// The entities that a paper speaks of, as it has them. The writer's view.
// param paper_id: string
// column source: string
// column target: string
// column properties: map
MATCH (p:Paper)-[e:DESCRIBES]->(n) WHERE p.id = $paper_id
RETURN p.id AS source, n.id AS target, properties(e) AS properties
ORDER BY source, target
