// How many entities entity_search finds in all.
// param text: string = ""
// param label: string = ""
// column total: int
MATCH (e:Material|Interphase|Role|Mechanism|Property|Performance|Factor)
WHERE ($label = '' OR e.label = $label) AND ($text = '' OR e.search CONTAINS toLower($text))
RETURN count(e) AS total
