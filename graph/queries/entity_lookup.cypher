// Entities that the text names, the surest match first. rank 0: the id; 1: the name; 2: an alias; all three
// exactly as written; 3: name, formula, alias or synonym without regard to case (so CO never outranks Co for "Co").
// param text: string
// param label: string = ""
// column id: string
// column label: string
// column name: string
// column formula: string
// column kind: string
// column grounded: bool
// column aliases: string[]
// column rank: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE ($label = '' OR e.label = $label)
  AND (e.id = $text OR e.name = $text OR $text IN e.aliases OR e.search CONTAINS ('|' + toLower($text) + '|'))
RETURN e.id AS id, e.label AS label, e.name AS name, e.formula AS formula,
       e.kind AS kind, e.grounded AS grounded, e.aliases AS aliases,
       CASE WHEN e.id = $text THEN 0 WHEN e.name = $text THEN 1 WHEN $text IN e.aliases THEN 2 ELSE 3 END AS rank
ORDER BY rank, id
