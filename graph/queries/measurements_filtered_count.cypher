// How many values `measurements_filtered` finds in all.
// param things: string[] = [""]
// param properties: string[] = [""]
// param papers: string[] = [""]
// column total: int
MATCH (m:Measurement)-[:EVIDENCED_BY]->(:Sentence)-[:`IN`]->(p:Paper)
OPTIONAL MATCH (m)-[:OF]->(o)
OPTIONAL MATCH (m)-[:QUANTIFIES]->(q)
WITH m, p, o, q
WHERE ('' IN $things OR o.id IN $things) AND ('' IN $properties OR q.id IN $properties)
  AND ('' IN $papers OR p.id IN $papers)
RETURN count(m) AS total
