// How many values `entity_measurements` finds in all.
// param id: string
// column total: int
MATCH (o:Material|Interphase|Role|Mechanism|Property|Performance|Factor)<-[:OF]-(m:Measurement) WHERE o.id = $id
RETURN count(m) AS total
