// Cited works by id.
// param ids: string[]
// column id: string
// column number: int
// column doi: string
// column text: string
MATCH (r:Reference) WHERE r.id IN $ids
RETURN r.id AS id, r.number AS number, r.doi AS doi, r.text AS text ORDER BY id
