// What a paper's sentences cite. The writer's view.
// param paper_id: string
// column source: string
// column target: string
MATCH (p:Paper)<-[:`IN`]-(s:Sentence)-[e:CITES]->(n) WHERE p.id = $paper_id
RETURN s.id AS source, n.id AS target
ORDER BY source, target
