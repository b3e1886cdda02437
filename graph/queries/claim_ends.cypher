// Which entities the claims join: for analysis of the whole graph.
// column id: string
// column cause_id: string
// column effect_id: string
// column about_id: string
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(y)
OPTIONAL MATCH (c)-[:ABOUT]->(m)
RETURN c.id AS id, x.id AS cause_id, y.id AS effect_id, m.id AS about_id
ORDER BY id
