// How each paper has the entities.
// param ids: string[]
// column paper_id: string
// column id: string
// column properties: map
MATCH (p:Paper)-[e:DESCRIBES]->(n:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE n.id IN $ids
RETURN p.id AS paper_id, n.id AS id, properties(e) AS properties ORDER BY id, paper_id
