// What an interphase consists of.
// param id: string
// column id: string
// column label: string
// column name: string
// column belief: float
// column evidence_count: int
// column paper_count: int
// column claim_ids: string[]
// column sentence_ids: string[]
MATCH (a:Material|Interphase)-[h:COMPONENT_OF]->(b:Interphase) WHERE b.id = $id
RETURN a.id AS id, a.label AS label, a.name AS name,
       h.belief AS belief, h.evidence_count AS evidence_count, h.paper_count AS paper_count,
       h.claim_ids AS claim_ids, h.sentence_ids AS sentence_ids
ORDER BY belief DESC, id
