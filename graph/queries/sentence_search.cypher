// Sentences with all of these words anywhere in their text, without regard to case, in reading order; papers by ids.
// [""] stands for any words and any papers.
// param words: string[]
// param papers: string[] = [""]
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
MATCH (s:Sentence)-[:`IN`]->(p:Paper)
WHERE ('' IN $papers OR p.id IN $papers)
  AND all(word IN $words WHERE word = '' OR toLower(s.text) CONTAINS toLower(word))
RETURN s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`,
       s.section AS section, s.kind AS kind,
       p.id AS paper_id, p.name AS paper, p.title AS title, p.doi AS doi, p.year AS year
ORDER BY paper_id, start, sentence_id SKIP $skip LIMIT $limit
