// How many namings `entity_sentences` finds in all.
// param id: string
// column total: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)<-[m:MENTIONS]-(:Sentence) WHERE e.id = $id
RETURN count(m) AS total
