// Every evidence sentence of the claims; the cited works' data are in sentence_references.
// param ids: string[]
// column claim_id: string
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
// column before: float
// column after: float
// column change_unit: string
// column change_ratio: float
MATCH (c:Claim)-[v:EVIDENCED_BY]->(s:Sentence)-[:`IN`]->(p:Paper) WHERE c.id IN $ids
RETURN c.id AS claim_id, s.id AS sentence_id, s.text AS text, s.start AS start, s.`end` AS `end`,
       s.section AS section, s.kind AS kind,
       p.id AS paper_id, p.name AS paper, p.title AS title, p.doi AS doi, p.year AS year,
       v.id AS evidence_id, v.status AS status, v.rule AS rule, v.score AS score, v.cited AS cited, v.cue AS cue,
       v.references AS references,
       v.before AS before, v.after AS after, v.change_unit AS change_unit, v.change_ratio AS change_ratio
ORDER BY claim_id, paper_id, start, evidence_id
