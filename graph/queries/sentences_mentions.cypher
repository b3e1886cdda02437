// Where sentences name which entities; start and end are offsets into the source.
// param ids: string[]
// column sentence_id: string
// column entity_id: string
// column label: string
// column name: string
// column text: string
// column start: int
// column end: int
MATCH (s:Sentence)-[m:MENTIONS]->(e) WHERE s.id IN $ids
RETURN s.id AS sentence_id, e.id AS entity_id, e.label AS label, e.name AS name, m.text AS text,
       m.start AS start, m.`end` AS `end`
ORDER BY sentence_id, start, m.id
