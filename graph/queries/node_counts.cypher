// How many nodes each label has.
// column label: string
// column total: int
// sorted by label
MATCH (n:Paper) RETURN 'Paper' AS label, count(n) AS total
UNION ALL
MATCH (n:Sentence) RETURN 'Sentence' AS label, count(n) AS total
UNION ALL
MATCH (n:Reference) RETURN 'Reference' AS label, count(n) AS total
UNION ALL
MATCH (n:Material) RETURN 'Material' AS label, count(n) AS total
UNION ALL
MATCH (n:Interphase) RETURN 'Interphase' AS label, count(n) AS total
UNION ALL
MATCH (n:Role) RETURN 'Role' AS label, count(n) AS total
UNION ALL
MATCH (n:Mechanism) RETURN 'Mechanism' AS label, count(n) AS total
UNION ALL
MATCH (n:Property) RETURN 'Property' AS label, count(n) AS total
UNION ALL
MATCH (n:Performance) RETURN 'Performance' AS label, count(n) AS total
UNION ALL
MATCH (n:Factor) RETURN 'Factor' AS label, count(n) AS total
UNION ALL
MATCH (n:Measurement) RETURN 'Measurement' AS label, count(n) AS total
UNION ALL
MATCH (n:Claim) RETURN 'Claim' AS label, count(n) AS total
UNION ALL
MATCH (n:Assertion) RETURN 'Assertion' AS label, count(n) AS total
UNION ALL
MATCH (n:Chain) RETURN 'Chain' AS label, count(n) AS total
