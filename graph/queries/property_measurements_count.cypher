// How many values `property_measurements` finds in all.
// param id: string
// column total: int
MATCH (q:Mechanism|Property|Performance|Factor)<-[:QUANTIFIES]-(m:Measurement) WHERE q.id = $id
RETURN count(m) AS total
