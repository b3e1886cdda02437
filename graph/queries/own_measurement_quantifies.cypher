// The QUANTIFIES relationships of a paper's measurements. The writer's view.
// param paper_id: string
// column source: string
// column target: string
MATCH (p:Paper)<-[:`IN`]-(s:Sentence)<-[:EVIDENCED_BY]-(m:Measurement)
WHERE p.id = $paper_id
WITH m
MATCH (m)-[:QUANTIFIES]->(n)
RETURN m.id AS source, n.id AS target
ORDER BY source, target
