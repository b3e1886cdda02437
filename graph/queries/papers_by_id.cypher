// Papers by id.
// param ids: string[]
// column id: string
// column name: string
// column title: string
// column doi: string
// column year: int
// column file: string
MATCH (p:Paper) WHERE p.id IN $ids
RETURN p.id AS id, p.name AS name, p.title AS title, p.doi AS doi, p.year AS year, p.file AS file ORDER BY id
