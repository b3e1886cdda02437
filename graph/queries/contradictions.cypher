// Pairs of claims that contradict each other, best believed first.
// param skip: int = 0
// param limit: int = 50
// column id: string
// column first_id: string
// column first: string
// column first_sign: string
// column first_belief: float
// column second_id: string
// column second: string
// column second_sign: string
// column second_belief: float
// column belief: float
MATCH (a:Claim)-[h:CONTRADICTS]->(b:Claim)
RETURN h.id AS id, a.id AS first_id, a.name AS first, a.sign AS first_sign, a.belief AS first_belief,
       b.id AS second_id, b.name AS second, b.sign AS second_sign, b.belief AS second_belief, h.belief AS belief
ORDER BY belief DESC, id SKIP $skip LIMIT $limit
