// One entity with all that is known of it.
// param id: string
// column id: string
// column label: string
// column name: string
// column formula: string
// column kind: string
// column grounded: bool
// column aliases: string[]
// column elements: string[]
// column synonyms: string[]
// column definition: string
// column iri: string
// column parents: string[]
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor) WHERE e.id = $id
RETURN e.id AS id, e.label AS label, e.name AS name, e.formula AS formula,
       e.kind AS kind, e.grounded AS grounded, e.aliases AS aliases,
       e.elements AS elements, e.synonyms AS synonyms, e.definition AS definition, e.iri AS iri, e.parents AS parents
