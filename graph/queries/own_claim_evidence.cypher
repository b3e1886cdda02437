// A paper's evidence for each claim. The writer's view.
// param paper_id: string
// column source: string
// column target: string
// column properties: map
MATCH (p:Paper)<-[:`IN`]-(s:Sentence)<-[e:EVIDENCED_BY]-(n:Claim) WHERE p.id = $paper_id
RETURN n.id AS source, s.id AS target, properties(e) AS properties
ORDER BY source, target, e.id
