// What the assertions state.
// param ids: string[]
// column id: string
// column kind: string
// column subject_id: string
// column object_id: string
MATCH (x)<-[:SUBJECT]-(a:Assertion)-[:OBJECT]->(y) WHERE a.id IN $ids
RETURN a.id AS id, a.kind AS kind, x.id AS subject_id, y.id AS object_id
ORDER BY id, subject_id, object_id
