// Where a paper's sentences name entities. The writer's view.
// param paper_id: string
// column source: string
// column target: string
// column properties: map
MATCH (p:Paper)<-[:`IN`]-(s:Sentence) WHERE p.id = $paper_id
WITH s
MATCH (s)-[e:MENTIONS]->(n)
RETURN s.id AS source, n.id AS target, properties(e) AS properties
ORDER BY source, target, e.id
