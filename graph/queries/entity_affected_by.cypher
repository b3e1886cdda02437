// What affects the entity: all claims with it as effect, summed.
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
MATCH (a)-[h:AFFECTS]->(b:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE b.id = $id
RETURN a.id AS id, a.label AS label, a.name AS name, h.sign AS sign,
       h.belief AS belief, h.evidence_count AS evidence_count, h.paper_count AS paper_count,
       h.claim_ids AS claim_ids, h.sentence_ids AS sentence_ids
ORDER BY belief DESC, id, sign
