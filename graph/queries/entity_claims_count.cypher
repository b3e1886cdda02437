// How many claims `entity_claims` finds in all.
// param id: string
// param part: string = ""
// column total: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)<-[:CAUSE|EFFECT|ABOUT]-(c:Claim) WHERE e.id = $id
WITH DISTINCT c
MATCH (x)<-[:CAUSE]-(c)-[:EFFECT]->(y)
OPTIONAL MATCH (c)-[:ABOUT]->(m)
WITH c, x, y, m
WHERE $part = '' OR ($part = 'cause' AND x.id = $id) OR ($part = 'effect' AND y.id = $id)
   OR ($part = 'about' AND m.id = $id)
RETURN count(c) AS total
