// Chains from materials to performances, best believed first; filters by ids, [""] for any.
// param materials: string[] = [""]
// param roles: string[] = [""]
// param mechanisms: string[] = [""]
// param performances: string[] = [""]
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
UNWIND $mechanisms AS wanted
MATCH (c:Chain) WHERE wanted = '' OR wanted IN c.mechanism_ids
WITH DISTINCT c
WHERE ('' IN $materials OR c.material_id IN $materials)
  AND ('' IN $roles OR c.role_id IN $roles)
  AND ('' IN $performances OR c.performance_id IN $performances)
  AND c.belief >= $min_belief
RETURN c.id AS id, c.name AS name, c.material_id AS material_id, c.material AS material, c.role_id
       AS role_id, c.role AS role, c.mechanism_ids AS mechanism_ids, c.mechanisms AS mechanisms,
       c.performance_id AS performance_id, c.performance AS performance, c.sign AS sign, c.belief AS
       belief, c.claim_ids AS claim_ids, c.sentence_ids AS sentence_ids, c.span AS span
ORDER BY belief DESC, id SKIP $skip LIMIT $limit
