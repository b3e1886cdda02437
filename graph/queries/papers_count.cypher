// How many papers there are.
// column total: int
MATCH (p:Paper) RETURN count(p) AS total
