// How many pairs `contradictions` finds in all.
// column total: int
MATCH (:Claim)-[h:CONTRADICTS]->(:Claim) RETURN count(h) AS total
