"""The allow-list for users' Cypher: what reads goes through, all else is refused by word and place."""

from __future__ import annotations

import pytest

from graph.cypher_guard import MAX_HOPS, MAX_LENGTH, Token, check_read_only, tokenize
from graph.errors import ForbiddenCypher

ALLOWED = [
    "MATCH (n) RETURN n",
    "match (n:Material) where n.name = 'LiF' return n.name as name order by name",
    "MATCH (a)-[:AFFECTS*1..3]->(b) WHERE a.name STARTS WITH 'Li' RETURN a, b LIMIT 5",
    "MATCH (a)-[:AFFECTS*..3]->(b) RETURN a",
    "MATCH (a)-[:AFFECTS*2]->(b) RETURN a",
    "MATCH (a)-[e:AFFECTS* SHORTEST 1..4]->(b) RETURN e",
    "MATCH p = shortestPath((a)-[*..5]-(b)) RETURN p",
    "MATCH (a)--(b), p = (c)<-[r:`IN`]-(d {name: 'x', year: 2020}) RETURN count(*), p",
    "MATCH (n:A|B)-[r:X|Y]->() RETURN DISTINCT labels(n), type(r)",
    "MATCH (n) WHERE EXISTS { MATCH (n)-[:X]->() } AND COUNT { (n)-->() } > 2 RETURN *",
    "MATCH (n) WHERE NOT (n)-[:HAS_ROLE]->() RETURN n",
    "MATCH (n) WHERE exists((n)-[:HAS_ROLE]->()) RETURN n",
    "OPTIONAL MATCH (n) RETURN coalesce(n.name, '')",
    "UNWIND [1, 2, 3] AS x WITH x WHERE x % 2 = 1 RETURN x * 2, -x, x ^ 2, (x) * (2)",
    "MATCH (n) RETURN CASE WHEN n.x IS NOT NULL THEN 1 ELSE 0 END AS y ORDER BY y DESC, n.id SKIP 1 LIMIT $k",
    "MATCH (n) RETURN CASE n.sign WHEN '+' THEN 1 ELSE -1 END AS y",
    "MATCH (n) RETURN [x IN n.aliases WHERE size(x) > 2 | toLower(x)] AS short",
    "MATCH (n) WHERE any(x IN n.aliases WHERE x CONTAINS 'Li') RETURN n",
    "MATCH (n) WITH DISTINCT n, collect(n.id) AS ids RETURN ids UNION ALL MATCH (m) RETURN m.id AS ids",
    "MATCH (n) RETURN n UNION MATCH (m) RETURN m",
    "MATCH (n WHERE n.x > 1.5e-3)-[:R]->(m) RETURN n.x, m {.name, .*}",
    "MATCH (n) WHERE n.y =~ 'x.*' AND n.z IN ['a', \"b\"] RETURN n",
    "MATCH (n) WHERE n.set = 1 AND n.delete = 2 RETURN n.call, n.`load from`",
    "MATCH (`delete`) RETURN `delete`",
    "RETURN 'DELETE // CALL /* ' AS text",
    'RETURN "it\'s; DROP" AS text',
    "RETURN 'a\\'b\\\\' AS text",
    "RETURN cast('1' AS INT64)",
    "MATCH (s:Sentence) RETURN s.start, s.end",
]

CLAUSE, FUNCTION, BOUND = "clauses allowed", "functions allowed", "must be bounded"
OPENS, ESCAPE, ONCE = "opens with", "Unicode escapes", "one statement"

REFUSED = [
    # statements that write, load or call
    ("CREATE (n)", "CREATE", OPENS),
    ("MERGE (n:A {id: 1}) RETURN n", "MERGE", OPENS),
    ("MATCH (n) DELETE n", "DELETE", CLAUSE),
    ("MATCH (n) DETACH DELETE n", "DETACH", CLAUSE),
    ("MATCH (n) SET n.x = 1", "SET", CLAUSE),
    ("MATCH (n) REMOVE n.x", "REMOVE", CLAUSE),
    ("MATCH (n) RETURN n UNION CREATE (m) RETURN m", "CREATE", OPENS),
    ("FOREACH (x IN [1] | CREATE (n))", "FOREACH", OPENS),
    ("LOAD FROM '/etc/passwd' RETURN *", "LOAD", OPENS),
    ("MATCH (n) WITH n LOAD FROM '/etc/passwd' RETURN *", "LOAD", CLAUSE),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD", OPENS),
    ("COPY (MATCH (n) RETURN n) TO '/tmp/x.csv'", "COPY", OPENS),
    ("COPY Paper FROM 'x.csv'", "COPY", OPENS),
    ("EXPORT DATABASE '/tmp/x'", "EXPORT", OPENS),
    ("IMPORT DATABASE '/tmp/x'", "IMPORT", OPENS),
    ("INSTALL httpfs", "INSTALL", OPENS),
    ("ATTACH 'x.db' AS y (dbtype sqlite)", "ATTACH", OPENS),
    ("CALL db.labels()", "CALL", OPENS),
    ("CALL show_tables() RETURN *", "CALL", OPENS),
    ("MATCH (n) CALL { WITH n DELETE n } RETURN n", "CALL", CLAUSE),
    ("MATCH (n) CALL apoc.load.json('http://x') YIELD value RETURN value", "CALL", CLAUSE),
    ("DROP TABLE Paper", "DROP", OPENS),
    ("ALTER TABLE Paper ADD x STRING", "ALTER", OPENS),
    ("USE neo4j MATCH (n) RETURN n", "USE", OPENS),
    ("EXPLAIN MATCH (n) RETURN n", "EXPLAIN", OPENS),
    ("PROFILE MATCH (n) RETURN n", "PROFILE", OPENS),
    ("BEGIN TRANSACTION", "BEGIN", OPENS),
    ("COMMIT", "COMMIT", OPENS),
    ("CHECKPOINT", "CHECKPOINT", OPENS),
    ("SHOW USERS", "SHOW", OPENS),
    # the same, hidden
    ("mErGe (n) RETURN n", "mErGe", OPENS),
    ("MATCH (n) /* harmless */ DELETE /* really */ n", "DELETE", CLAUSE),
    ("MATCH (n) // RETURN n\nDELETE n", "DELETE", CLAUSE),
    ("MATCH (n) // RETURN n\rDELETE n", "DELETE", CLAUSE),
    ("/* MATCH (n) */ LOAD FROM 'x' RETURN *", "LOAD", OPENS),
    ("MATCH (n) WHERE n.name = '/*' DELETE n //*/", "DELETE", CLAUSE),
    ("MATCH (n) WHERE n.name = \"'\" DELETE n //'", "DELETE", CLAUSE),
    ("MATCH (n) WHERE n.name = 'a\\'' DELETE n //'", "DELETE", CLAUSE),
    ("MATCH (n) WHERE EXISTS { CREATE (m) } RETURN n", "CREATE", OPENS),
    ("MATCH (n) WHERE EXISTS { MATCH (m) DELETE m } RETURN n", "DELETE", CLAUSE),
    ("MATCH (n) RETURN COUNT { CALL db.labels() }", "CALL", OPENS),
    ("MATCH (n) RETURN n, CALL", "CALL", "backticks"),
    ("MATCH (n) WITH MERGE RETURN 1", "MERGE", "backticks"),
    ("RETURN MATCH", "MATCH", "backticks"),
    ("MATCH (n) RETURN n \\u003b MATCH (m) DELETE m", "\\u003b", ESCAPE),
    ("MATCH (n) WHERE n.name = '\\u0027 DELETE n //' RETURN n", "\\u0027", ESCAPE),
    ("MATCH (n) // \\u000a DELETE n", "\\u000a", ESCAPE),
    ("MATCH (n) RETURN n\x00 DELETE n", "'\\x00'", "control characters"),
    ("MATCH (n) RETURN n\u00a0DELETE n", "\u00a0", "not allowed here"),
    ("MATCH (n) RETURN d\u0435lete", "\u0435", "backticks"),
    ("MATCH (n) RETURN n\u037e", "\u037e", "not allowed here"),
    # several statements
    ("MATCH (n) RETURN n; MATCH (m) DELETE m", ";", ONCE),
    ("MATCH (n) RETURN n; RETURN 1", ";", ONCE),
    ("RETURN 1;;", ";", ONCE),
    (";", ";", ONCE),
    ("MATCH (n {x: 1; }) RETURN n", ";", ONCE),
    # functions
    ("RETURN apoc.load.json('http://x')", "apoc.load.json", FUNCTION),
    ("MATCH (n) WHERE n.x = apoc.text.join(['a'], '') RETURN n", "apoc.text.join", FUNCTION),
    ("RETURN {a: dbms.components()}", "dbms.components", FUNCTION),
    ("RETURN file_read ('x')", "file_read", FUNCTION),
    ("RETURN range(1, 1000000000)", "range", FUNCTION),
    ("RETURN reduce(s = 'a', x IN [1] | s + s)", "reduce", FUNCTION),
    ("RETURN nextval('x')", "nextval", FUNCTION),
    ("RETURN `apoc.load.json`('x')", "`apoc.load.json`", "bare names"),
    ("RETURN apoc.`load`.json('x')", "apoc.`load`.json", FUNCTION),
    ("MATCH (n) RETURN (n).load('x')", "load", "bare names"),
    ("MATCH (n) RETURN n.x.y(1)", "n.x.y", FUNCTION),
    # paths without end
    ("MATCH (n)-[*]->(m) RETURN n", "*", BOUND),
    ("MATCH (n)-[:R*2..]->(m) RETURN n", "*", BOUND),
    ("MATCH (n)-[:R*..]->(m) RETURN n", "*", BOUND),
    (f"MATCH (n)-[:R*1..{MAX_HOPS + 1}]->(m) RETURN n", "*", BOUND),
    ("MATCH (n)-[:R*$k]->(m) RETURN n", "*", BOUND),
    ("MATCH (n)-[:R*1..1.5]->(m) RETURN n", "*", BOUND),
    ("MATCH (n)-[e:R* SHORTEST]->(m) RETURN n", "*", BOUND),
    ("MATCH (n) WHERE (n)-[:R*]->() RETURN n", "*", BOUND),
    ("MATCH (a)-[:R]->+(b) RETURN a", "+", BOUND),
    ("MATCH (a)-->*(b) RETURN a", "*", BOUND),
    ("MATCH ((a)-->(b))+ RETURN a", "+", BOUND),
    ("MATCH ((a)-->(b)){1,} RETURN a", "{", BOUND),
    ("MATCH (n) WHERE EXISTS { (n)-->+(m) } RETURN n", "+", BOUND),
    # what is no Cypher at all
    ("MATCH (n RETURN n", "(", "never closed"),
    ("MATCH (n)) RETURN n", ")", "not open"),
    ("MATCH (n] RETURN n", "]", "not open"),
    ("RETURN 'abc", "'", "has no end"),
    ("RETURN 'a\\x'", "'", "strange escape"),
    ("MATCH (`n) RETURN n", "`", "has no end"),
    ("MATCH (n) RETURN n /* and so on", "/", "has no end"),
    ("RETURN 12abc", "1", "not allowed here"),
    ("RETURN n.", ".", "name must follow"),
    ("MATCH (n) ORDER n.x", "ORDER", "followed by BY"),
    ("MATCH (n) WHERE n.x STARTS 'a' RETURN n", "STARTS", "followed by WITH"),
    ("OPTIONAL RETURN 1", "OPTIONAL", "followed by MATCH"),
    ("(n) RETURN n", "(", OPENS),
    ("'a'", "'a'", OPENS),
    ("+ MATCH (n) RETURN n", "+", OPENS),
    ("nonsense", "nonsense", OPENS),
    ("MATCH (n) RETURN n n", "n", CLAUSE),
    ("RETURN 1 # 2", "#", "not allowed here"),
]


@pytest.mark.parametrize("cypher", ALLOWED)
def test_reading_is_allowed(cypher: str) -> None:
    assert check_read_only(cypher) == cypher
    assert check_read_only(f"  {cypher} ;\n") == cypher


@pytest.mark.parametrize("cypher, word, reason", REFUSED)
def test_everything_else_is_refused_by_word_and_place(cypher: str, word: str, reason: str) -> None:
    with pytest.raises(ForbiddenCypher) as caught:
        check_read_only(cypher)
    assert caught.value.word == word
    assert reason in str(caught.value)
    if not word.startswith("'\\x"):
        assert cypher[caught.value.position :].startswith(word[0])


@pytest.mark.parametrize("cypher", ["", "   \n", "// nothing", "/* nothing */"])
def test_an_empty_query_is_refused(cypher: str) -> None:
    with pytest.raises(ForbiddenCypher, match="the query is empty"):
        check_read_only(cypher)


def test_a_long_query_is_refused() -> None:
    with pytest.raises(ForbiddenCypher, match=f"{MAX_LENGTH} are allowed"):
        check_read_only("RETURN 1 " + " " * MAX_LENGTH)


def test_the_engine_never_sees_a_comment() -> None:
    checked = check_read_only("MATCH (n) /* CALL x */ RETURN n.a // DELETE\n ; // end")
    assert checked.split() == ["MATCH", "(n)", "RETURN", "n.a"]


def test_the_place_is_given_by_line_and_column() -> None:
    with pytest.raises(ForbiddenCypher, match=r"'SET' at position 11 \(line 2, column 2\)"):
        check_read_only("MATCH (n)\n SET n.x = 1")


def test_tokens() -> None:
    assert list(tokenize("a.`b``c` $p 1..2 // x")) == [
        Token("word", "a", 0),
        Token("symbol", ".", 1),
        Token("name", "`b``c`", 2),
        Token("param", "$p", 9),
        Token("number", "1", 12),
        Token("symbol", "..", 13),
        Token("number", "2", 15),
        Token("comment", "// x", 17),
    ]
