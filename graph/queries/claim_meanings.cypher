// What the claims state.
// param ids: string[]
// column id: string
// column sign: string
// column cause_sign: string
// column negated: bool
// column cause_id: string
// column effect_id: string
// column about_id: string
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(y) WHERE c.id IN $ids
OPTIONAL MATCH (c)-[:ABOUT]->(m)
RETURN c.id AS id, c.sign AS sign, c.cause_sign AS cause_sign, c.negated AS negated,
       x.id AS cause_id, y.id AS effect_id, m.id AS about_id
ORDER BY id, cause_id, effect_id, about_id
