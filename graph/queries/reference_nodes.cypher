// The Reference nodes with all their properties.
// param ids: string[]
// column id: string
// column properties: map
MATCH (n:Reference) WHERE n.id IN $ids
RETURN n.id AS id, properties(n) AS properties ORDER BY id
