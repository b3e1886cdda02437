"""Named queries: Cypher files that both engines understand, with typed parameters and result columns.

A file graph/queries/NAME.cypher opens with comment lines:

    // What it answers, in one or more lines.
    // param label: string = ""
    // param limit: int = 50
    // column id: string
    // sorted by id

`sorted by` is for a UNION, whose branches an engine gives in any order and which neither can sort as a whole: its rows
come back by that column. Parameters without a default must be given. Engines can't compare a parameter that is null, so
"" and [] stand for "any".

LadybugDB loses rows, silently, where a path leads from an id over one step to nodes of several labels, or of one label with
more than 131,072 nodes, and from those over a next step to nodes of several labels: `(m {id: ..})-[:HAS_ROLE]->(r:Role)
-[:ACTS_THROUGH]->(x)-[:LEADS_TO]->(y)`. A `WITH` before the last step keeps them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import BadParameters, InvalidGraphData, UnknownQuery
from graph.schema import TYPES, check_rows

_PARAM = re.compile(r"//\s*param\s+(\w+):\s*([a-z]+(?:\[\])?)(?:\s*=\s*(.+?))?\s*$")
_COLUMN = re.compile(r"//\s*column\s+(\w+):\s*([a-z]+(?:\[\])?)\s*$")
_SORTED = re.compile(r"//\s*sorted by\s+(\w+)\s*$")
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class Param:
    """A typed parameter; `default` is None where it must be given."""

    name: str
    type: str
    default: Any = None
    required: bool = True


@dataclass(frozen=True)
class Query:
    """A named query with what it takes and what it gives."""

    name: str
    doc: str
    params: tuple[Param, ...]
    columns: Mapping[str, str]
    text: str
    order: str = ""  #: the column by which the rows are put in order after they came

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters, defaults filled in; BadParameters for missing, unknown or ill-typed ones."""
        unknown = set(given) - {param.name for param in self.params}
        if unknown:
            raise BadParameters(f"query {self.name} takes no {', '.join(sorted(unknown))}")
        return {param.name: self._value(param, given) for param in self.params}

    def _value(self, param: Param, given: Mapping[str, Any]) -> Any:
        value = given.get(param.name, param.default)
        if value is None:
            raise BadParameters(f"query {self.name} needs {param.name} ({param.type})")
        try:
            return check_rows(self.name, {param.name: param.type}, [{param.name: value}])[0][param.name]
        except InvalidGraphData as error:
            raise BadParameters(f"query {error}") from None


def parse_query(name: str, source: str) -> Query:
    """A query from its file's text; InvalidGraphData where header and body disagree."""
    header = [line for line in source.splitlines() if line.startswith("//")]
    text = "\n".join(line for line in source.splitlines() if not line.startswith("//")).strip()
    params = tuple(_param(match) for line in header if (match := _PARAM.match(line)))
    columns = {match[1]: match[2] for line in header if (match := _COLUMN.match(line))}
    order = next((match[1] for line in header if (match := _SORTED.match(line))), "")
    said = [line for line in header if not any(form.match(line) for form in (_PARAM, _COLUMN, _SORTED))]
    query = Query(name, " ".join(line[2:].strip() for line in said).strip(), params, columns, text, order)
    _check(query)
    return query


def _param(match: re.Match[str]) -> Param:
    name, kind, default = match.groups()
    if default is None:
        return Param(name, kind)
    return Param(name, kind, json.loads(default), required=False)


def _check(query: Query) -> None:
    declared, used = {param.name for param in query.params}, set(_USED.findall(query.text))
    if declared != used:
        odd = ", ".join(sorted(declared ^ used))
        raise InvalidGraphData(f"query {query.name}: parameters declared and used differ in {odd}")
    kinds = [param.type for param in query.params] + list(query.columns.values())
    if wrong := [kind for kind in kinds if kind not in (*TYPES, "map")]:
        raise InvalidGraphData(f"query {query.name}: unknown type {wrong[0]!r}")
    if query.order not in query.columns and ("UNION" in query.text or query.order):
        raise InvalidGraphData(f"query {query.name}: a UNION needs `// sorted by` one of its columns")
    if not (query.doc and query.columns and query.text):
        raise InvalidGraphData(f"query {query.name} needs a description, columns and a body")


@cache
def load_queries() -> Mapping[str, Query]:
    """All named queries, by name."""
    folder = files("graph").joinpath("queries")
    sources = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".cypher")), key=lambda e: e.name
    )
    names = [entry.name.removesuffix(".cypher") for entry in sources]
    return {
        name: parse_query(name, entry.read_text(encoding="utf-8"))
        for name, entry in zip(names, sources, strict=True)
    }


def load_query(name: str) -> Query:
    """One named query; UnknownQuery if there is none."""
    queries = load_queries()
    if name not in queries:
        raise UnknownQuery(f"no query named {name!r}; there are {', '.join(queries)}")
    return queries[name]
