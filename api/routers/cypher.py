"""Read-only Cypher, behind the allow-list of graph.cypher_guard."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter

from api.dependencies import Settings, Store
from api.errors import BadCypher, message_of, problems
from api.schemas.service import CypherAnswer, CypherQuestion
from graph.cypher_guard import Token, check_read_only, tokenize
from graph.errors import QueryError, QueryTimeout, ReadOnlyStore

router = APIRouter(tags=["cypher"])

MAX_SKIP = 1000

#: Where the engines say that a query is wrong: LadybugDB by line and offset in it, Neo4j by offset.
_LINE_AND_OFFSET = re.compile(r"\(line: (\d+), offset: (\d+)\)")
_OFFSET = re.compile(r"\(offset: (\d+)\)")
#: LadybugDB's list of everything that might have stood there, half its keywords.
_EXPECTED = re.compile(r" expecting \{.*\}(?= \(line)")


@router.post("/cypher", responses=problems(400, 422))
def run_cypher(store: Store, settings: Settings, question: CypherQuestion) -> CypherAnswer:
    """Rows of a Cypher statement that only reads.

    MATCH, WHERE, WITH, UNWIND, RETURN and the like, with bounded paths and a list of functions; anything else
    is refused, with its position. LadybugDB and Neo4j differ in what they know beyond that.
    """
    check_read_only(question.query)
    tokens = [token for token in tokenize(question.query) if token.kind != "comment"]
    _check_parameters(question, tokens)
    _check_skips(question, tokens)
    wanted = min(question.limit, settings.max_rows)
    begin = time.perf_counter()
    columns, rows = _read(store, question, settings.query_timeout_s, wanted + 1)
    return CypherAnswer(
        columns=tuple(columns),
        rows=tuple(tuple(_finite(value) for value in row) for row in rows[:wanted]),
        row_count=min(len(rows), wanted),
        truncated=len(rows) > wanted,
        elapsed_ms=round(1000 * (time.perf_counter() - begin), 3),
    )


def _read(
    store: Store, question: CypherQuestion, timeout_s: float, max_rows: int
) -> tuple[list[str], list[list[Any]]]:
    try:
        return store.read(question.query, question.parameters, timeout_s=timeout_s, max_rows=max_rows)
    except QueryTimeout:
        raise
    except (QueryError, ReadOnlyStore) as error:
        message = _EXPECTED.sub("", message_of(error))
        raise BadCypher(message, position=position_in(question.query, message)) from error


def _check_parameters(question: CypherQuestion, tokens: Sequence[Token]) -> None:
    used = {token.text[1:]: token.position for token in tokens if token.kind == "param"}
    for name, position in used.items():
        if name not in question.parameters:
            raise BadCypher(f"The query takes ${name}, which the parameters do not have.", position=position)
    unused = sorted(set(question.parameters) - set(used))
    if unused:
        raise BadCypher(f"The query does not take {', '.join(f'${name}' for name in unused)}.")


def _check_skips(question: CypherQuestion, tokens: Sequence[Token]) -> None:
    """LadybugDB 0.22 dies of skipping far past the last of ordered rows, so nobody may try."""
    for index, token in enumerate(tokens):
        if token.upper == "SKIP" and not _is_small_skip(question, tokens[index + 1 : index + 3]):
            raise BadCypher(
                f"SKIP takes a plain number up to {MAX_SKIP}; to go on from there, ask for what comes after.",
                position=token.position,
            )


def _is_small_skip(question: CypherQuestion, after: Sequence[Token]) -> bool:
    """Whether SKIP is followed by a number or parameter within bounds, and that is all of it."""
    first, rest = after[:1], after[1:]
    if not first or (rest and rest[0].kind == "symbol" and rest[0].text not in (";", "}")):
        return False
    token = first[0]
    given = str(question.parameters[token.text[1:]] if token.kind == "param" else token.text)
    return given.isdecimal() and len(given) <= len(str(MAX_SKIP)) and int(given) <= MAX_SKIP


def position_in(query: str, message: str) -> int | None:
    """The offset into the query that the engine's message speaks of; None where it names none.

    The engine sees the query from its first token on.
    """
    begin = next((token.position for token in tokenize(query) if token.kind != "comment"), 0)
    if found := _LINE_AND_OFFSET.search(message):
        line, column = int(found[1]), int(found[2])
        lines = query[begin:].splitlines(keepends=True)
        return min(begin + sum(len(text) for text in lines[: line - 1]) + column, len(query))
    if found := _OFFSET.search(message):
        return min(begin + int(found[1]), len(query))
    return None


def _finite(value: Any) -> Any:
    """The value as JSON can hold it: NaN and infinity are null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    return value
