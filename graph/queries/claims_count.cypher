// How many claims `claims` finds in all.
// param cause: string = ""
// param effect: string = ""
// param about: string = ""
// param sign: string = ""
// param status: string = ""
// param min_belief: float = 0.0
// column total: int
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(y)
OPTIONAL MATCH (c)-[:ABOUT]->(m)
WITH c, x, y, m
WHERE ($cause = '' OR x.id = $cause OR x.name = $cause) AND ($effect = '' OR y.id = $effect OR y.name = $effect)
  AND ($about = '' OR m.id = $about OR m.name = $about)
  AND ($sign = '' OR c.sign = $sign) AND ($status = '' OR c.status = $status) AND c.belief >= $min_belief
RETURN count(c) AS total
