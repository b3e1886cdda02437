// What a material is said to bring about, best believed first, with the sentences that say so: a row for each sentence.
// param id: string
// param limit: int = 50
// column id: string
// column name: string
// column sign: string
// column status: string
// column belief: float
// column paper_count: int
// column sentence_id: string
// column text: string
// column start: int
// column end: int
// column paper_id: string
MATCH (m:Material)<-[:CAUSE]-(c:Claim)-[:EVIDENCED_BY]->(s:Sentence)
WHERE m.id = $id
RETURN c.id AS id, c.name AS name, c.sign AS sign, c.status AS status, c.belief AS belief, c.paper_count AS paper_count,
       s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`, s.paper_id AS paper_id
ORDER BY belief DESC, id, sentence_id LIMIT $limit
