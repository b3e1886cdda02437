// How many relationships each type has.
// column type: string
// column total: int
// sorted by type
MATCH ()-[e:`IN`]->() RETURN 'IN' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`CITES`]->() RETURN 'CITES' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`HAS_REFERENCE`]->() RETURN 'HAS_REFERENCE' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`DESCRIBES`]->() RETURN 'DESCRIBES' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`MENTIONS`]->() RETURN 'MENTIONS' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`EVIDENCED_BY`]->() RETURN 'EVIDENCED_BY' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`CAUSE`]->() RETURN 'CAUSE' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`EFFECT`]->() RETURN 'EFFECT' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`ABOUT`]->() RETURN 'ABOUT' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`SUBJECT`]->() RETURN 'SUBJECT' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`OBJECT`]->() RETURN 'OBJECT' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`OF`]->() RETURN 'OF' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`QUANTIFIES`]->() RETURN 'QUANTIFIES' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`HAS_ROLE`]->() RETURN 'HAS_ROLE' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`COMPONENT_OF`]->() RETURN 'COMPONENT_OF' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`IS_A`]->() RETURN 'IS_A' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`AFFECTS`]->() RETURN 'AFFECTS' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`ACTS_THROUGH`]->() RETURN 'ACTS_THROUGH' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`LEADS_TO`]->() RETURN 'LEADS_TO' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`CONTRADICTS`]->() RETURN 'CONTRADICTS' AS type, count(e) AS total
UNION ALL
MATCH ()-[e:`REFINES`]->() RETURN 'REFINES' AS type, count(e) AS total
