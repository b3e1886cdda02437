// How many claims `claims_filtered` finds in all.
// param causes: string[] = [""]
// param effects: string[] = [""]
// param abouts: string[] = [""]
// param papers: string[] = [""]
// param sign: string = ""
// param status: string = ""
// param min_belief: float = 0.0
// column total: int
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(y)
OPTIONAL MATCH (c)-[:ABOUT]->(m)
WITH c, x, y, m
WHERE ('' IN $causes OR x.id IN $causes) AND ('' IN $effects OR y.id IN $effects)
  AND ('' IN $abouts OR m.id IN $abouts)
  AND ('' IN $papers OR EXISTS { MATCH (c)-[:EVIDENCED_BY]->(:Sentence)-[:`IN`]->(p:Paper) WHERE p.id IN $papers })
  AND ($sign = '' OR c.sign = $sign) AND ($status = '' OR c.status = $status) AND c.belief >= $min_belief
RETURN count(c) AS total
