// How papers word each claim: one row for each wording in use.
// param ids: string[]
// column id: string
// column name: string
MATCH (n:Claim)-[e:EVIDENCED_BY]->(:Sentence) WHERE n.id IN $ids
RETURN DISTINCT n.id AS id, e.name AS name ORDER BY id, name
