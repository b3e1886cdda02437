"""Whatever text comes, the guard lets it through or refuses it; it never fails otherwise."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.cypher_guard import DENIED, check_read_only, tokenize
from graph.errors import ForbiddenCypher

PIECES = (
    *(
        "MATCH",
        "(n)",
        "RETURN",
        "n",
        "WHERE",
        "n.x",
        "=",
        "1",
        "'a'",
        '"b"',
        "`c`",
        "$p",
        "-[:R*1..2]->",
        "{",
        "}",
    ),
    *(
        "WITH",
        "UNWIND",
        "[1, 2]",
        "AS",
        "x",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        ":",
        ";",
        "//",
        "/*",
        "*/",
        "\n",
        "*",
        "+",
    ),
    *(
        "ORDER BY",
        "LIMIT",
        "UNION",
        "ALL",
        "EXISTS",
        "COUNT",
        "CASE",
        "WHEN",
        "END",
        "NOT",
        "count(*)",
        "'",
        "\\",
        "|",
    ),
    *(
        "CREATE",
        "DELETE",
        "SET",
        "MERGE",
        "CALL",
        "LOAD",
        "COPY",
        "DETACH",
        "apoc.x()",
        "db.labels()",
        "dElEtE",
    ),
)
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`]|``)*`|[.$]\s*\w+", re.DOTALL)


def refused(text: str) -> bool:
    """Whether the guard refuses the text; what it lets through must hold no forbidden word as a bare word."""
    error = None
    try:
        checked = check_read_only(text)
    except ForbiddenCypher as caught:
        error = caught
    if error is not None:
        return 0 <= error.position <= len(text) and bool(str(error))
    words = set(re.findall(r"[A-Za-z_]\w*", QUOTED.sub(" ", checked).upper()))
    assert not words & DENIED
    assert ";" not in QUOTED.sub(" ", checked)
    return False


@given(st.text())
def test_any_text(text: str) -> None:
    refused(text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_mixture_of_cypher(text: str) -> None:
    refused(text)


@given(st.lists(st.sampled_from(PIECES), max_size=10), st.sampled_from(sorted(DENIED)))
def test_a_forbidden_clause_is_never_let_through(pieces: list[str], word: str) -> None:
    text = f"MATCH (n) {word} n RETURN {' '.join(pieces)}"
    assert refused(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="'\\", min_codepoint=32)))
def test_any_string_is_data(text: str) -> None:
    if "\x7f" not in text:
        assert not refused(f"MATCH (n) WHERE n.name = '{text}' RETURN n")


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_tokens_are_pieces_of_the_text(text: str) -> None:
    try:
        tokens = list(tokenize(text))
    except ForbiddenCypher:
        return
    assert all(text[token.position :].startswith(token.text) for token in tokens)
    pieces = "".join(token.text for token in tokens)
    assert re.sub(r"\s", "", pieces) == re.sub(r"\s", "", text)
