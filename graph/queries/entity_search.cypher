// Entities with the text anywhere in name, formula, alias or synonym, without regard to case; all for "".
// param text: string = ""
// param label: string = ""
// param skip: int = 0
// param limit: int = 50
// column id: string
// column label: string
// column name: string
// column formula: string
// column kind: string
// column grounded: bool
// column aliases: string[]
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE ($label = '' OR e.label = $label) AND ($text = '' OR e.search CONTAINS toLower($text))
RETURN e.id AS id, e.label AS label, e.name AS name, e.formula AS formula,
       e.kind AS kind, e.grounded AS grounded, e.aliases AS aliases
ORDER BY name, id SKIP $skip LIMIT $limit
