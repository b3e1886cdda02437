// A paper's reference list.
// param id: string
// column id: string
// column number: int
// column doi: string
// column text: string
MATCH (p:Paper)-[h:HAS_REFERENCE]->(r:Reference) WHERE p.id = $id
RETURN r.id AS id, h.number AS number, h.doi AS doi, h.text AS text ORDER BY number, id
