// The ingested papers.
// param skip: int = 0
// param limit: int = 50
// column id: string
// column name: string
// column title: string
// column doi: string
// column year: int
// column journal: string
// column authors: string[]
// column file: string
// column sha256: string
// column licence: string
// column kind: string
MATCH (p:Paper)
RETURN p.id AS id, p.name AS name, p.title AS title, p.doi AS doi, p.year AS year, p.journal AS journal,
       p.authors AS authors, p.file AS file, p.sha256 AS sha256, p.licence AS licence, p.kind AS kind
ORDER BY id SKIP $skip LIMIT $limit
