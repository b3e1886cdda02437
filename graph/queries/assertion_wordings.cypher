// How papers word each assertion: one row for each wording in use.
// param ids: string[]
// column id: string
// column name: string
MATCH (n:Assertion)-[e:EVIDENCED_BY]->(:Sentence) WHERE n.id IN $ids
RETURN DISTINCT n.id AS id, e.name AS name ORDER BY id, name
