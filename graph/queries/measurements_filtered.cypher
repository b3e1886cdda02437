// Reported values with the sentence and paper they stand in; what was measured, its property and the paper by ids,
// [""] for any.
// param things: string[] = [""]
// param properties: string[] = [""]
// param papers: string[] = [""]
// param skip: int = 0
// param limit: int = 50
// column id: string
// column name: string
// column value: float
// column value_max: float
// column unit: string
// column si_value: float
// column si_value_max: float
// column si_unit: string
// column conditions: string[]
// column temperature: float
// column temperature_max: float
// column current_density: float
// column current_density_max: float
// column specific_current: float
// column specific_current_max: float
// column c_rate: float
// column c_rate_max: float
// column cycle_number: float
// column cycle_number_max: float
// column electrolyte: string
// column counter_electrode: string
// column side: string
// column text: string
// column flags: string[]
// column of_id: string
// column of: string
// column property_id: string
// column property: string
// column sentence_id: string
// column sentence: string
// column paper_id: string
// column paper: string
MATCH (m:Measurement)-[:EVIDENCED_BY]->(s:Sentence)-[:`IN`]->(p:Paper)
OPTIONAL MATCH (m)-[:OF]->(o)
OPTIONAL MATCH (m)-[:QUANTIFIES]->(q)
WITH m, s, p, o, q
WHERE ('' IN $things OR o.id IN $things) AND ('' IN $properties OR q.id IN $properties)
  AND ('' IN $papers OR p.id IN $papers)
RETURN m.id AS id, m.name AS name, m.value AS value, m.value_max AS value_max, m.unit AS unit,
       m.si_value AS si_value, m.si_value_max AS si_value_max, m.si_unit AS si_unit, m.conditions AS conditions,
       m.temperature AS temperature, m.temperature_max AS temperature_max, m.current_density AS current_density,
       m.current_density_max AS current_density_max, m.specific_current AS specific_current, m.specific_current_max AS specific_current_max,
       m.c_rate AS c_rate, m.c_rate_max AS c_rate_max, m.cycle_number AS cycle_number,
       m.cycle_number_max AS cycle_number_max, m.electrolyte AS electrolyte, m.counter_electrode AS counter_electrode,
       m.side AS side,
       m.text AS text, m.flags AS flags, o.id AS of_id, o.name AS of, q.id AS property_id, q.name AS property,
       s.id AS sentence_id, s.text AS sentence, p.id AS paper_id, p.name AS paper
ORDER BY paper_id, id SKIP $skip LIMIT $limit
