// Papers that speak of an entity.
// param id: string
// column id: string
// column name: string
// column title: string
// column doi: string
// column year: int
MATCH (p:Paper)-[:DESCRIBES]->(e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE e.id = $id
RETURN p.id AS id, p.name AS name, p.title AS title, p.doi AS doi, p.year AS year ORDER BY id
