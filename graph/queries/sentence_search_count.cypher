// How many sentences sentence_search finds in all.
// param words: string[]
// param papers: string[] = [""]
// column total: int
MATCH (s:Sentence)-[:`IN`]->(p:Paper)
WHERE ('' IN $papers OR p.id IN $papers)
  AND all(word IN $words WHERE word = '' OR toLower(s.text) CONTAINS toLower(word))
RETURN count(s) AS total
