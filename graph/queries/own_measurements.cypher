// The measurements of a paper. The writer's view.
// param paper_id: string
// column id: string
// column properties: map
MATCH (p:Paper)<-[:`IN`]-(s:Sentence)<-[:EVIDENCED_BY]-(m:Measurement)
WHERE p.id = $paper_id
RETURN m.id AS id, properties(m) AS properties ORDER BY id
