// Sentences that name an entity, with the words they use for it and where (mention_start, mention_end).
// param id: string
// param skip: int = 0
// param limit: int = 50
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
// column mention: string
// column mention_start: int
// column mention_end: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)<-[m:MENTIONS]-(s:Sentence)-[:`IN`]->(p:Paper)
WHERE e.id = $id
RETURN s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`,
       s.section AS section, s.kind AS kind,
       p.id AS paper_id, p.name AS paper, p.title AS title, p.doi AS doi, p.year AS year,
       m.text AS mention, m.start AS mention_start, m.`end` AS mention_end
ORDER BY paper_id, start, sentence_id, mention_start, mention_end SKIP $skip LIMIT $limit
