// Entities that texts name and the vocabulary doesn't, the most mentioned first.
// param label: string = ""
// param skip: int = 0
// param limit: int = 50
// column id: string
// column label: string
// column name: string
// column mentions: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE e.grounded = false AND ($label = '' OR e.label = $label)
OPTIONAL MATCH (e)<-[m:MENTIONS]-(:Sentence)
RETURN e.id AS id, e.label AS label, e.name AS name, count(m) AS mentions
ORDER BY mentions DESC, id SKIP $skip LIMIT $limit
