// Sentences by id, in reading order.
// param ids: string[]
// column sentence_id: string
// column text: string
// column start: int
// column end: int
// column section: string
// column kind: string
// column paper_id: string
// column paper: string
// column title: string
// column doi: string
// column year: int
MATCH (s:Sentence)-[:`IN`]->(p:Paper) WHERE s.id IN $ids
RETURN s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`,
       s.section AS section, s.kind AS kind,
       p.id AS paper_id, p.name AS paper, p.title AS title, p.doi AS doi, p.year AS year
ORDER BY paper_id, start, sentence_id
