// What the entity affects: all claims with it as cause, summed.
// param id: string
// column id: string
// column label: string
// column name: string
// column sign: string
// column belief: float
// column evidence_count: int
// column paper_count: int
// column claim_ids: string[]
// column sentence_ids: string[]
MATCH (a:Material|Interphase|Role|Mechanism|Property|Performance|Factor)-[h:AFFECTS]->(b)
WHERE a.id = $id
RETURN b.id AS id, b.label AS label, b.name AS name, h.sign AS sign,
       h.belief AS belief, h.evidence_count AS evidence_count, h.paper_count AS paper_count,
       h.claim_ids AS claim_ids, h.sentence_ids AS sentence_ids
ORDER BY belief DESC, id, sign
