// Every evidence sentence of role, composition and kind statements.
// param ids: string[]
// column assertion_id: string
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
// column evidence_id: string
// column status: string
// column rule: string
// column score: float
// column cited: bool
// column cue: string
// column references: string[]
MATCH (c:Assertion)-[v:EVIDENCED_BY]->(s:Sentence)-[:`IN`]->(p:Paper) WHERE c.id IN $ids
RETURN c.id AS assertion_id, s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`,
       s.section AS section, s.kind AS kind,
       p.id AS paper_id, p.name AS paper, p.title AS title, p.doi AS doi, p.year AS year,
       v.id AS evidence_id, v.status AS status, v.rule AS rule, v.score AS score, v.cited AS cited, v.cue AS cue,
       v.references AS references
ORDER BY assertion_id, paper_id, start, evidence_id
