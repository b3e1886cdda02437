// The chain as people browse it: material, role, mechanism, outcome over the projected relationships, each hop
// bound to the material it starts at.
// param material_id: string
// column role_id: string
// column role: string
// column mechanism_id: string
// column mechanism: string
// column outcome_id: string
// column outcome: string
// column sign_to_mechanism: string
// column sign_to_outcome: string
// column acts_claim_ids: string[]
// column leads_claim_ids: string[]
// column acts_id: string
// column leads_id: string
MATCH (m:Material)-[:HAS_ROLE]->(r:Role)-[a:ACTS_THROUGH]->(x) WHERE m.id = $material_id AND a.material_id = m.id
WITH m, r, a, x
MATCH (x)-[l:LEADS_TO]->(y) WHERE l.material_id = m.id
RETURN r.id AS role_id, r.name AS role, x.id AS mechanism_id, x.name AS mechanism,
       y.id AS outcome_id, y.name AS outcome,
       a.sign AS sign_to_mechanism, l.sign AS sign_to_outcome, a.claim_ids AS acts_claim_ids,
       l.claim_ids AS leads_claim_ids, a.id AS acts_id, l.id AS leads_id
ORDER BY role_id, mechanism_id, outcome_id, acts_id, leads_id
