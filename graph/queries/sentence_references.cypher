// The works that sentences cite, numbered as their paper numbers them.
// param ids: string[]
// column sentence_id: string
// column reference_id: string
// column number: int
// column doi: string
// column text: string
MATCH (s:Sentence)-[:CITES]->(r:Reference)<-[h:HAS_REFERENCE]-(p:Paper)<-[:`IN`]-(s)
WHERE s.id IN $ids
RETURN s.id AS sentence_id, r.id AS reference_id, h.number AS number, r.doi AS doi, h.text AS text
ORDER BY sentence_id, number, reference_id
