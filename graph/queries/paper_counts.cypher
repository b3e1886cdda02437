// What each of the papers brought: sentences, entities, references, claims, measurements.
// param ids: string[]
// column id: string
// column sentences: int
// column entities: int
// column references: int
// column claims: int
// column measurements: int
MATCH (p:Paper) WHERE p.id IN $ids
OPTIONAL MATCH (p)<-[:`IN`]-(s:Sentence)
WITH p, count(s) AS sentences
OPTIONAL MATCH (p)-[:DESCRIBES]->(e)
WITH p, sentences, count(e) AS entities
OPTIONAL MATCH (p)-[:HAS_REFERENCE]->(r:Reference)
WITH p, sentences, entities, count(r) AS works
OPTIONAL MATCH (p)<-[:`IN`]-(:Sentence)<-[:EVIDENCED_BY]-(c:Claim)
WITH p, sentences, entities, works, count(DISTINCT c) AS claims
OPTIONAL MATCH (p)<-[:`IN`]-(:Sentence)<-[:EVIDENCED_BY]-(m:Measurement)
RETURN p.id AS id, sentences, entities, works AS references, claims, count(DISTINCT m) AS measurements
ORDER BY id
