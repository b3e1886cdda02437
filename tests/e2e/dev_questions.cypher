// One query for each line of ../shared/eval/dev-questions.jsonl, in their order, written by what the graph means.
// 1: materials that sentences on glass give the role of an electrolyte
MATCH (m:Material)<-[:SUBJECT]-(a:Assertion {kind: 'role'})-[:OBJECT]->(r:Role), (a)-[:EVIDENCED_BY]->(s:Sentence)
WHERE r.name CONTAINS 'electrolyte' AND s.text CONTAINS 'glass'
RETURN DISTINCT m.name, m.aliases;
// 2: what raises the stiffness of a glass
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e:Property)
WHERE e.name IN ["Young's modulus", 'elastic modulus', 'hardness'] AND c.sign = '+'
RETURN c.name, x.aliases;
// 3: whose claims are about reactivity or kinetics in sentences on sulfur cathodes
MATCH (m:Material)<-[:ABOUT]-(c:Claim)-[:EFFECT]->(e), (c)-[:EVIDENCED_BY]->(s:Sentence)
WHERE c.sign = '+' AND s.text CONTAINS 'sulfur cathode'
  AND (e.name CONTAINS 'activity' OR e.name CONTAINS 'kinetics')
RETURN DISTINCT m.name, m.aliases;
// 4: the values of MoS3 and MoS2 and their properties, and what follows where MoS3 is spoken of
MATCH (o:Material)<-[:OF]-(m:Measurement)-[:QUANTIFIES]->(p)
WHERE o.name CONTAINS 'MoS'
RETURN o.name, m.name, p.aliases
UNION ALL
MATCH (c:Claim)-[:EVIDENCED_BY]->(:Sentence)-[:MENTIONS]->(o:Material), (c)-[:EFFECT]->(p)
WHERE o.name CONTAINS 'MoS3'
RETURN o.name, c.name AS `m.name`, p.aliases;
// 5: phase changes and what they do
MATCH (x:Mechanism)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e)
WHERE x.name CONTAINS 'phase' AND (x.name CONTAINS 'change' OR x.name CONTAINS 'transition')
RETURN c.name, x.aliases, e.name;
// 6: capacities above 300 mAh/g in the review of disordered electrodes
MATCH (o:Material)<-[:OF]-(m:Measurement)-[:QUANTIFIES]->(p:Performance), (m)-[:EVIDENCED_BY]->(s:Sentence)
WHERE m.si_unit = 'C/kg' AND m.si_value > 1080000 AND m.si_value < 1500000 AND s.paper_id STARTS WITH 'paper:001'
RETURN o.name, m.text, m.conditions;
// 7: whose electronic conductivity or electron transfer is raised, and by what
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e), (c)-[:EVIDENCED_BY]->(s:Sentence)
WHERE c.sign = '+' AND s.paper_id STARTS WITH 'paper:001'
  AND (e.name CONTAINS 'electron' OR e.name CONTAINS 'conductiv' OR e.name CONTAINS 'charge transfer')
OPTIONAL MATCH (c)-[:ABOUT]->(m)
RETURN c.name, x.aliases, m.name;
// 8: what is named with the sulfide that lithium reduces
MATCH (:Material {name: 'Li10GeP2S12'})<-[:MENTIONS]-(s:Sentence)-[:MENTIONS]->(m:Material)
WHERE s.kind = 'prose' AND s.text CONTAINS 'Li3P'
RETURN DISTINCT m.name;
// 9: buffer layers
MATCH (m:Material)-[:HAS_ROLE]->(:Role {name: 'buffer layer'}) RETURN m.name, m.aliases;
// 10: what comes of the filler
MATCH (:Material {name: 'Na3SbS4'})<-[:ABOUT]-(c:Claim)-[:EFFECT]->(e) RETURN c.name, e.aliases;
// 11: the parts of the pre-SEI
MATCH (m:Material)-[:COMPONENT_OF]->(i:Interphase) WHERE i.name CONTAINS 'pre-SEI' RETURN m.name;
// 12: what is named with an SEI of magnesium and its bromide, or is part of that SEI
MATCH (:Material {name: 'MgBr2'})<-[:MENTIONS]-(s:Sentence)-[:MENTIONS]->(i:Interphase), (s)-[:MENTIONS]->(m)
RETURN DISTINCT m.name;
// 13: nucleation overpotentials with magnesium's halides
MATCH (o:Material)<-[:OF]-(m:Measurement)-[:QUANTIFIES]->(p:Performance)
WHERE p.name CONTAINS 'overpotential' AND o.name STARTS WITH 'Mg'
RETURN o.name, m.text;
// 14: anodes of the table of alloys
MATCH (m:Material)<-[:SUBJECT]-(a:Assertion {kind: 'role'})-[:OBJECT]->(:Role {name: 'anode'}),
      (a)-[:EVIDENCED_BY]->(s:Sentence)
WHERE s.kind = 'table' AND toLower(s.text) CONTAINS 'ball milling'
RETURN m.name;
// 15: area specific resistances of the interface
MATCH (m:Measurement)-[:QUANTIFIES]->(p:Property), (m)-[:EVIDENCED_BY]->(s:Sentence)
WHERE p.name STARTS WITH 'area specific' AND s.paper_id STARTS WITH 'paper:003'
RETURN m.text, p.name;
// 16: what holds dendrites back
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e:Mechanism), (c)-[:EVIDENCED_BY]->(s:Sentence)
WHERE e.name CONTAINS 'dendrite' AND s.paper_id STARTS WITH 'paper:003'
OPTIONAL MATCH (c)-[:ABOUT]->(m)
RETURN c.name, x.aliases, m.name;
// 17: claims from the reduction phase on, and what follows from their effects
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e), (c)-[:EVIDENCED_BY]->(s:Sentence)
WHERE s.paper_id STARTS WITH 'paper:003'
  AND (x.name CONTAINS 'reduction' OR x.name CONTAINS 'electron' OR x.name CONTAINS 'nucleation')
RETURN c.name, x.aliases, e.aliases;
// 18: phases of lithium and mercury alone
MATCH (m:Material) WHERE 'Hg' IN m.elements AND 'Li' IN m.elements AND size(m.elements) = 2 RETURN m.name;
// 19: what the impedance of the interface comes of
MATCH (x)<-[:CAUSE]-(c:Claim)-[:EFFECT]->(e), (c)-[:EVIDENCED_BY]->(s:Sentence)
WHERE e.name CONTAINS 'impedance' AND s.paper_id STARTS WITH 'paper:004'
OPTIONAL MATCH (c)-[:ABOUT]->(m)
RETURN c.name, x.aliases, m.aliases;
// 20: what lowers the Coulombic efficiency
MATCH (x)<-[:CAUSE]-(c:Claim {sign: '-'})-[:EFFECT]->(:Performance {name: 'Coulombic efficiency'})
RETURN c.name, x.aliases;
