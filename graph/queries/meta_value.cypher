// What the graph says of itself under an id.
// param id: string
// column value: string
MATCH (m:Meta) WHERE m.id = $id RETURN m.value AS value
