// How many chains `chains` finds in all.
// param material: string = ""
// param role: string = ""
// param mechanism: string = ""
// param performance: string = ""
// param min_belief: float = 0.0
// column total: int
MATCH (c:Chain)
WHERE ($material = '' OR c.material_id = $material OR c.material = $material)
  AND ($role = '' OR c.role_id = $role OR c.role = $role)
  AND ($mechanism = '' OR $mechanism IN c.mechanism_ids OR $mechanism IN c.mechanisms)
  AND ($performance = '' OR c.performance_id = $performance OR c.performance = $performance)
  AND c.belief >= $min_belief
RETURN count(c) AS total
