// The sentences of a paper. The writer's view.
// param paper_id: string
// column id: string
// column properties: map
MATCH (p:Paper)<-[:`IN`]-(s:Sentence) WHERE p.id = $paper_id
RETURN s.id AS id, properties(s) AS properties ORDER BY id
