// How many chains `chains_filtered` finds in all.
// param materials: string[] = [""]
// param roles: string[] = [""]
// param mechanisms: string[] = [""]
// param performances: string[] = [""]
// param min_belief: float = 0.0
// column total: int
UNWIND $mechanisms AS wanted
MATCH (c:Chain) WHERE wanted = '' OR wanted IN c.mechanism_ids
WITH DISTINCT c
WHERE ('' IN $materials OR c.material_id IN $materials)
  AND ('' IN $roles OR c.role_id IN $roles)
  AND ('' IN $performances OR c.performance_id IN $performances)
  AND c.belief >= $min_belief
RETURN count(c) AS total
