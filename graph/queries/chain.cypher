// One chain.
// param id: string
// column id: string
// column name: string
// column material_id: string
// column material: string
// column role_id: string
// column role: string
// column mechanism_ids: string[]
// column mechanisms: string[]
// column performance_id: string
// column performance: string
// column sign: string
// column belief: float
// column claim_ids: string[]
// column sentence_ids: string[]
// column span: string
MATCH (c:Chain) WHERE c.id = $id
RETURN c.id AS id, c.name AS name, c.material_id AS material_id, c.material AS material, c.role_id
       AS role_id, c.role AS role, c.mechanism_ids AS mechanism_ids, c.mechanisms AS mechanisms,
       c.performance_id AS performance_id, c.performance AS performance, c.sign AS sign, c.belief AS
       belief, c.claim_ids AS claim_ids, c.sentence_ids AS sentence_ids, c.span AS span
