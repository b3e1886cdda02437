// How each paper prints the cited works.
// param ids: string[]
// column paper_id: string
// column id: string
// column number: int
// column doi: string
// column text: string
MATCH (p:Paper)-[e:HAS_REFERENCE]->(r:Reference) WHERE r.id IN $ids
RETURN p.id AS paper_id, r.id AS id, e.number AS number, e.doi AS doi, e.text AS text ORDER BY id, paper_id
