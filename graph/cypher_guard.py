"""Users' Cypher, let through only where it reads: an allow-list of clauses, functions and bounded paths.

Neither engine's read-only mode is enough: LadybugDB obeys LOAD FROM and COPY TO in it, Neo4j counts LOAD CSV
and apoc.load.* as reads. So the text is cut into tokens, and each word must be one that reading needs, in a
place where it may stand. What a comment holds never reaches the engine; Unicode escapes, which Neo4j resolves
before it parses, are refused everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from graph.errors import ForbiddenCypher

MAX_LENGTH = 20_000
MAX_HOPS = 10

CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "RETURN", "ORDER", "SKIP", "LIMIT", "UNION")
OPENING = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN")
OPERATORS = (
    *("AS", "AND", "OR", "XOR", "IN", "STARTS", "ENDS", "CONTAINS", "IS"),
    *("ASC", "DESC", "ASCENDING", "DESCENDING", "WHEN", "THEN", "ELSE", "END"),
)
#: Words that write, load or call; refused as bare names too, so that no reading of the text can hide one.
DENIED = frozenset(
    [
        "CALL",
        "LOAD",
        "COPY",
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "DETACH",
        "REMOVE",
        "DROP",
        "ALTER",
        "INSTALL",
        "UNINSTALL",
        "ATTACH",
        "FOREACH",
    ]
)
#: Functions that read; range, reduce and the like are left out, since they make much out of little.
FUNCTIONS = frozenset(
    [
        "abs",
        "all",
        "allshortestpaths",
        "any",
        "avg",
        "cast",
        "ceil",
        "coalesce",
        "collect",
        "concat",
        "contains",
        "count",
        "elementid",
        "end_node",
        "ends_with",
        "endnode",
        "exists",
        "exp",
        "floor",
        "head",
        "id",
        "isempty",
        "keys",
        "label",
        "labels",
        "last",
        "left",
        "length",
        "list_contains",
        "list_distinct",
        "list_sort",
        "log",
        "log10",
        "lower",
        "ltrim",
        "max",
        "min",
        "nodes",
        "none",
        "nullif",
        "offset",
        "percentilecont",
        "percentiledisc",
        "properties",
        "regexp_matches",
        "relationships",
        "rels",
        "replace",
        "reverse",
        "right",
        "round",
        "rtrim",
        "shortestpath",
        "sign",
        "single",
        "size",
        "split",
        "sqrt",
        "start_node",
        "starts_with",
        "startnode",
        "stdev",
        "stdevp",
        "string_split",
        "substring",
        "sum",
        "tail",
        "toboolean",
        "tofloat",
        "tointeger",
        "tolower",
        "tostring",
        "toupper",
        "trim",
        "type",
        "upper",
    ]
)
_PATH_MODES = ("SHORTEST", "TRAIL", "ACYCLIC")
_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
_PAIRS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True)
class Token:
    """A piece of Cypher: kind is word, name (in backticks), string, number, param, symbol or comment."""

    kind: str
    text: str
    position: int

    @property
    def upper(self) -> str:
        """The text in capitals if it is a bare word, else ""."""
        return self.text.upper() if self.kind == "word" else ""


_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<comment>//[^\r\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\[\\'"nrtbf0])*'|"(?:[^"\\]|\\[\\'"nrtbf0])*")
      | (?P<name>`(?:[^`\\]|``)+`)
      | (?P<param>\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+))
      | (?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_]))
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<symbol>\.\.|<>|<=|>=|=~|\|\||/(?!\*)|[()\[\]{},.:|&!%=<>+\-*^;])""",
    re.VERBOSE | re.DOTALL,
)
_UNFINISHED = {"'": "a string", '"': "a string", "`": "a name in backticks", "/": "a comment"}


def check_read_only(cypher: str) -> str:
    """The statement without comments and trailing semicolon; ForbiddenCypher if it does more than read."""
    tokens = list(tokenize(cypher))
    _Checker(cypher, [token for token in tokens if token.kind != "comment"]).check()
    text = cypher
    for token in tokens:
        if token.kind == "comment" or token.text == ";":
            end = token.position + len(token.text)
            text = text[: token.position] + " " * len(token.text) + text[end:]
    return text.strip()


def tokenize(cypher: str) -> Iterator[Token]:
    """The statement's tokens, comments included; ForbiddenCypher for what no Cypher should hold."""
    if len(cypher) > MAX_LENGTH:
        raise ForbiddenCypher(f"the query has {len(cypher)} characters; {MAX_LENGTH} are allowed")
    _refuse_characters(cypher)
    position = 0
    while position < len(cypher):
        match = _TOKEN.match(cypher, position)
        if match is None:
            _refuse_text(cypher, position)
        kind = str(match.lastgroup)
        if kind != "space":
            yield Token(kind, match[0], position)
        position = match.end()


def _refuse_characters(cypher: str) -> None:
    for position, character in enumerate(cypher):
        if character < " " and character not in "\t\r\n":
            _refuse(cypher, position, repr(character), "control characters are not allowed")
        if character == "\\" and cypher[position + 1 : position + 2] in ("u", "U"):
            _refuse(
                cypher,
                position,
                cypher[position : position + 6],
                "Unicode escapes are not allowed",
            )


def _refuse_text(cypher: str, position: int) -> NoReturn:
    rest = cypher[position]
    if rest in _UNFINISHED and (rest != "/" or cypher.startswith("/*", position)):
        _refuse(
            cypher,
            position,
            rest,
            f"{_UNFINISHED[rest]} has no end, or a strange escape",
        )
    hint = "put names with such characters in backticks" if rest.isalpha() else "reading needs no such thing"
    _refuse(cypher, position, rest, f"not allowed here; {hint}")


def _refuse(cypher: str, position: int, word: str, why: str) -> NoReturn:
    line = cypher.count("\n", 0, position) + 1
    column = position - (cypher.rfind("\n", 0, position) + 1) + 1
    raise ForbiddenCypher(
        f"{word!r} at position {position} (line {line}, column {column}): {why}", word=word, position=position
    )


_CLAUSE, _OPERAND, _AFTER = "clause", "operand", "after"


@dataclass(frozen=True)
class _Open:
    """An open bracket: its token, what it holds, and whether a pattern stood around it."""

    token: Token
    kind: str  #: group, list, relationship, map or subquery
    pattern: bool


@dataclass
class _Checker:
    """Walks the tokens: where a clause may open, where an operand is due, where one has just ended."""

    cypher: str
    tokens: list[Token]
    index: int = 0
    state: str = _CLAUSE
    pattern: bool = False  #: within the patterns of a MATCH, before its WHERE
    open: list[_Open] = field(default_factory=list)

    def check(self) -> None:
        """ForbiddenCypher at the first token that may not stand where it stands."""
        if not self.tokens:
            raise ForbiddenCypher(f"the query is empty; it begins with {', '.join(OPENING)}")
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if token.kind == "word":
                self._word(token)
            elif token.kind == "symbol":
                self._symbol(token)
            else:
                self._literal(token)
        if self.open:
            self._refuse(self.open[-1].token, "this bracket is never closed")

    # --- helpers -----------------------------------------------------------------------------------

    def _refuse(self, token: Token, why: str) -> NoReturn:
        _refuse(self.cypher, token.position, token.text, why)

    def _peek(self, ahead: int = 0) -> Token:
        index = self.index + ahead
        return self.tokens[index] if index < len(self.tokens) else Token("end", "", len(self.cypher))

    def _before(self) -> Token:
        return self.tokens[self.index - 2] if self.index > 1 else Token("start", "", 0)

    # --- words -------------------------------------------------------------------------------------

    def _word(self, token: Token) -> None:
        if self.state == _CLAUSE:
            self._opening_word(token)
        elif self.state == _OPERAND:
            self._operand_word(token)
        else:
            self._following_word(token)

    def _opening_word(self, token: Token) -> None:
        if token.upper in OPENING:
            self._clause(token)
        elif self._in_subquery() and token.upper not in DENIED:
            self._operand_word(token)
        elif token.upper == "ALL" and self._before().upper == "UNION":
            return
        else:
            self._refuse(token, f"not allowed here; a statement opens with {', '.join(OPENING)}")

    def _in_subquery(self) -> bool:
        return bool(self.open) and self.open[-1].kind == "subquery" and self._before().text == "{"

    def _clause(self, token: Token) -> None:
        self.state, self.pattern = _OPERAND, False
        if token.upper == "OPTIONAL":
            self._require(token, "MATCH")
        if token.upper in ("MATCH", "OPTIONAL"):
            self.pattern = True
        elif token.upper == "ORDER":
            self._require(token, "BY")
        elif token.upper == "UNION":
            self.state = _CLAUSE

    def _require(self, token: Token, word: str) -> None:
        if self._peek().upper != word:
            self._refuse(token, f"must be followed by {word}")
        self.index += 1

    def _following_word(self, token: Token) -> None:
        if token.upper in CLAUSES:
            self._clause(token)
        elif token.upper in ("STARTS", "ENDS"):
            self._require(token, "WITH")
            self.state = _OPERAND
        elif token.upper in OPERATORS:
            ends = token.upper in ("END", "ASC", "DESC", "ASCENDING", "DESCENDING")
            self.state = _AFTER if ends else _OPERAND
        else:
            self._refuse(token, f"not allowed here; the clauses allowed are {', '.join(CLAUSES)}")

    def _operand_word(self, token: Token) -> None:
        word = token.upper
        if word in DENIED or word in CLAUSES:
            self._refuse(token, "not allowed here; only reading is, and a name like this goes in backticks")
        if word in ("NOT", "DISTINCT", "CASE") or (word == "WHEN" and self._before().upper == "CASE"):
            self.state = _OPERAND
        elif word in _SUBQUERIES and self._peek().text == "{":
            self._open_subquery()
        else:
            self._name_or_call(token)

    def _open_subquery(self) -> None:
        self.open.append(_Open(self._peek(), "subquery", self.pattern))
        self.index += 1
        self.state, self.pattern = _CLAUSE, True

    def _name_or_call(self, token: Token) -> None:
        name = token.text
        while self._peek().text == "." and self._peek(1).kind in ("word", "name"):
            name += "." + self._peek(1).text
            self.index += 2
        if self._peek().text == "(" and name.lower() not in FUNCTIONS:
            called = Token("word", name, token.position)
            self._refuse(called, f"not among the functions allowed: {', '.join(sorted(FUNCTIONS))}")
        self.state = _AFTER

    # --- literals and names ------------------------------------------------------------------------

    def _literal(self, token: Token) -> None:
        if self.state == _CLAUSE:
            self._refuse(token, f"not allowed here; a statement opens with {', '.join(OPENING)}")
        if token.kind == "name" and self._peek().text == "(":
            self._refuse(token, "functions are called by their bare names")
        self.state = _AFTER

    # --- symbols -----------------------------------------------------------------------------------

    def _symbol(self, token: Token) -> None:
        if token.text == ";":
            self._semicolon(token)
        elif token.text in "([{":
            self._opened(token)
        elif token.text in _PAIRS:
            self._closed(token)
        elif token.text == ".":
            self._property(token)
        elif self.state == _CLAUSE:
            self._refuse(token, f"not allowed here; a statement opens with {', '.join(OPENING)}")
        elif token.text in "*+" and self._is_quantifier():
            self._refuse(token, f"paths must be bounded: write [:TYPE*1..{MAX_HOPS}]")
        elif token.text == "*":
            self._star(token)
        else:
            self.state = _OPERAND

    def _semicolon(self, token: Token) -> None:
        if self.index < len(self.tokens) or self.open or self.index == 1:
            self._refuse(token, "one statement at a time; a semicolon may only end it")

    def _is_quantifier(self) -> bool:
        return self.pattern and self._before().text in (")", ">", "-")

    def _opened(self, token: Token) -> None:
        before = self._before()
        if self.state == _CLAUSE and not (token.text == "(" and self._in_subquery()):
            self._refuse(token, f"not allowed here; a statement opens with {', '.join(OPENING)}")
        if token.text == "{" and self._is_quantifier():
            self._refuse(token, f"paths must be bounded: write [:TYPE*1..{MAX_HOPS}]")
        kinds = {"(": "group", "{": "map", "[": "relationship" if before.text == "-" else "list"}
        self.open.append(_Open(token, kinds[token.text], self.pattern))
        self.state = _OPERAND

    def _closed(self, token: Token) -> None:
        if not self.open or self.open[-1].token.text != _PAIRS[token.text]:
            self._refuse(token, "closes a bracket that is not open")
        self.pattern = self.open.pop().pattern
        self.state = _AFTER

    def _property(self, token: Token) -> None:
        following = self._peek()
        if following.kind not in ("word", "name") and following.text != "*":
            self._refuse(token, "a property's name must follow")
        self.index += 1
        if self._peek().text == "(":
            self._refuse(following, "only functions by their bare names can be called")
        self.state = _AFTER

    def _star(self, token: Token) -> None:
        if not (self.open and self.open[-1].kind == "relationship"):
            self.state = _AFTER if self.state == _OPERAND else _OPERAND
            return
        while self._peek().upper in (*_PATH_MODES, "ALL"):
            self.index += 1
        upper = self._hops()
        if upper is None or upper > MAX_HOPS:
            self._refuse(token, f"paths must be bounded: write *1..{MAX_HOPS} or less")
        self.state = _AFTER

    def _hops(self) -> int | None:
        """The upper bound written after a star: n, n..m or ..m."""
        upper = self._integer()
        if self._peek().text == "..":
            self.index += 1
            upper = self._integer()
        return upper

    def _integer(self) -> int | None:
        token = self._peek()
        if token.kind != "number" or not token.text.isdigit():
            return None
        self.index += 1
        return int(token.text)
