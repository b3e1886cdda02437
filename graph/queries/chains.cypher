// Chains from materials to performances, best believed first; filters by id or exact name, "" for any.
// param material: string = ""
// param role: string = ""
// param mechanism: string = ""
// param performance: string = ""
// param min_belief: float = 0.0
// param skip: int = 0
// param limit: int = 50
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
MATCH (c:Chain)
WHERE ($material = '' OR c.material_id = $material OR c.material = $material)
  AND ($role = '' OR c.role_id = $role OR c.role = $role)
  AND ($mechanism = '' OR $mechanism IN c.mechanism_ids OR $mechanism IN c.mechanisms)
  AND ($performance = '' OR c.performance_id = $performance OR c.performance = $performance)
  AND c.belief >= $min_belief
RETURN c.id AS id, c.name AS name, c.material_id AS material_id, c.material AS material, c.role_id
       AS role_id, c.role AS role, c.mechanism_ids AS mechanism_ids, c.mechanisms AS mechanisms,
       c.performance_id AS performance_id, c.performance AS performance, c.sign AS sign, c.belief AS
       belief, c.claim_ids AS claim_ids, c.sentence_ids AS sentence_ids, c.span AS span
ORDER BY belief DESC, id SKIP $skip LIMIT $limit
