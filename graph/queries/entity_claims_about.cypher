// Claims about a material or interphase.
// param id: string
// param skip: int = 0
// param limit: int = 50
// column id: string
// column name: string
// column sign: string
// column cause_sign: string
// column status: string
// column negated: bool
// column belief: float
// column evidence_count: int
// column paper_count: int
// column cause_id: string
// column cause: string
// column cause_label: string
// column effect_id: string
// column effect: string
// column effect_label: string
// column about_id: string
// column about: string
MATCH (m:Material|Interphase)<-[:ABOUT]-(c:Claim) WHERE m.id = $id
WITH m, c
MATCH (x)<-[:CAUSE]-(c)-[:EFFECT]->(y)
RETURN c.id AS id, c.name AS name, c.sign AS sign, c.cause_sign AS cause_sign, c.status AS status,
       c.negated AS negated, c.belief AS belief, c.evidence_count AS evidence_count, c.paper_count AS paper_count,
       x.id AS cause_id, x.name AS cause, x.label AS cause_label,
       y.id AS effect_id, y.name AS effect, y.label AS effect_label, m.id AS about_id, m.name AS about
ORDER BY belief DESC, id SKIP $skip LIMIT $limit
