"""The graph's schema: read from schema.toml, and everything that follows from it alone."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import InvalidGraphData

Value = str | int | float | bool | list[str] | list[float] | None
Row = dict[str, Value]

TYPES = ("string", "int", "float", "bool", "string[]", "float[]")
_LADYBUG = {"string": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOL"}


@dataclass(frozen=True)
class NodeType:
    """A label with its properties (`id` and `name` among them) in the order of the file."""

    label: str
    doc: str
    properties: Mapping[str, str]
    indexes: tuple[str, ...] = ()
    fulltext: tuple[str, ...] = ()
    colour: str = ""


@dataclass(frozen=True)
class EdgeType:
    """A relationship type with the pairs of labels that it may join."""

    type: str
    doc: str
    pairs: tuple[tuple[str, str], ...]
    properties: Mapping[str, str]
    projected: bool = False

    @property
    def has_id(self) -> bool:
        """Whether several of them may join the same two nodes."""
        return "id" in self.properties


@dataclass(frozen=True)
class Schema:
    """All labels and relationship types, by name."""

    version: int
    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    sets: Mapping[str, tuple[str, ...]]

    @property
    def entity_labels(self) -> tuple[str, ...]:
        """The vocabulary's labels and Factor."""
        return self.sets["entity"]

    def node(self, label: str) -> NodeType:
        """The label's declaration; InvalidGraphData if there is none."""
        if label not in self.nodes:
            raise InvalidGraphData(f"no label {label!r} in the graph's schema")
        return self.nodes[label]

    def edge_type(self, edge_type: str) -> EdgeType:
        """The relationship type's declaration; InvalidGraphData if there is none."""
        if edge_type not in self.edges:
            raise InvalidGraphData(f"no relationship type {edge_type!r} in the graph's schema")
        return self.edges[edge_type]

    def edge(self, edge_type: str, source: str, target: str) -> EdgeType:
        """The relationship type's declaration; InvalidGraphData if it doesn't join these labels."""
        found = self.edge_type(edge_type)
        if (source, target) not in found.pairs:
            raise InvalidGraphData(f"{edge_type} does not join {source or '?'} to {target or '?'}")
        return found

    def label_of(self, entity_id: str) -> str:
        """The label in an entity's id (`material:Co` -> Material); "" if the id is no entity's."""
        prefix = entity_id.partition(":")[0]
        return self._prefixes().get(prefix, "")

    def _prefixes(self) -> dict[str, str]:
        return {label.lower(): label for label in self.entity_labels}

    def pair(self, edge_type: str, source_id: str, target_id: str) -> tuple[str, str]:
        """The labels that an edge between these ids joins; InvalidGraphData if it may not."""
        declared = self.edges.get(edge_type)
        if declared is not None and len(declared.pairs) == 1:
            return declared.pairs[0]
        source, target = self.label_of(source_id), self.label_of(target_id)
        try:
            self.edge(edge_type, source, target)
        except InvalidGraphData as error:
            raise InvalidGraphData(f"{source_id} -> {target_id}: {error}") from None
        return source, target


def check_rows(what: str, properties: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows with exactly these properties, each of its declared type; what is missing is None.

    Both stores write what this returns, so a value means the same in both. InvalidGraphData names the row.
    """
    plain = {key: _AS_IT_IS.get(kind) for key, kind in properties.items()}
    return [_check_row(what, properties, plain, row) for row in rows]


#: Types whose values need no other look once their class is right, but that a float must be finite.
_AS_IT_IS: Mapping[str, Any] = {"string": str, "int": int, "bool": bool, "float": float}


def _check_row(
    what: str, properties: Mapping[str, str], plain: Mapping[str, Any], row: Mapping[str, Any]
) -> Row:
    if not row.keys() <= properties.keys():
        _refuse_unknown(what, properties, row)
    return {
        key: value
        if (value := row.get(key)) is None
        or (type(value) is right and (right is not float or value - value == 0.0))
        else _convert(what, key, properties[key], value)
        for key, right in plain.items()
    }


def _refuse_unknown(what: str, properties: Mapping[str, str], row: Mapping[str, Any]) -> None:
    unknown = [key for key, value in row.items() if key not in properties and value is not None]
    if unknown:
        raise InvalidGraphData(f"{what} has no property {', '.join(sorted(unknown))}: {row.get('id', row)}")


def _convert(what: str, key: str, kind: str, value: Any) -> Value:
    if value is None:
        return None
    if kind.endswith("[]"):
        if type(value) is list and kind == "string[]" and all(type(item) is str for item in value):
            return value
        if isinstance(value, str) or not isinstance(value, list | tuple):
            raise InvalidGraphData(f"{what}.{key} is a list, not {value!r}")
        return [_scalar(what, key, kind[:-2], item) for item in value]  # type: ignore[return-value]
    return _scalar(what, key, kind, value)


def _scalar(what: str, key: str, kind: str, value: Any) -> str | int | float | bool:
    if kind == "string" and isinstance(value, str):
        return str(value)
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "float" and isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value):
            return float(value)
        raise InvalidGraphData(f"{what}.{key} must be finite, not {value!r}")
    raise InvalidGraphData(f"{what}.{key} is of type {kind}, not {value!r}")


# --- reading the file ------------------------------------------------------------------------------


@cache
def load_schema() -> Schema:
    """The schema of schema.toml, checked; read once."""
    return parse_schema(files("graph").joinpath("schema.toml").read_text(encoding="utf-8"))


def parse_schema(text: str) -> Schema:
    """A schema from TOML text; InvalidGraphData where it contradicts itself."""
    raw = tomllib.loads(text)
    sets = {name: tuple(labels) for name, labels in raw.get("sets", {}).items()}
    groups = raw.get("groups", {})
    nodes = {label: _node_type(label, spec, groups) for label, spec in raw["labels"].items()}
    edges = {name: _edge_type(name, spec, groups, sets, nodes) for name, spec in raw["relationships"].items()}
    return Schema(raw["version"], nodes, edges, sets)


def _properties(owner: str, spec: Mapping[str, Any], groups: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for group in spec.get("groups", ()):
        if group not in groups:
            raise InvalidGraphData(f"{owner} names the group {group!r}, which is not declared")
        found |= groups[group]
    found |= spec.get("properties", {})
    for key, kind in found.items():
        if kind not in TYPES:
            raise InvalidGraphData(
                f"{owner}.{key} has the unknown type {kind!r}; there are {', '.join(TYPES)}"
            )
    return found


def _node_type(label: str, spec: Mapping[str, Any], groups: Mapping[str, Any]) -> NodeType:
    properties = {"id": "string", "name": "string"} | _properties(label, spec, groups)
    indexes = tuple(spec.get("indexes", ()))
    fulltext = tuple(spec.get("fulltext", ("name", "aliases") if "aliases" in properties else ()))
    for key in (*indexes, *fulltext):
        if key not in properties:
            raise InvalidGraphData(f"{label} indexes {key!r}, which is none of its properties")
    return NodeType(label, spec["doc"], properties, indexes, fulltext, _colour(label, spec))


def _colour(label: str, spec: Mapping[str, Any]) -> str:
    colour = str(spec.get("colour", ""))
    if colour and not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise InvalidGraphData(f"{label} has the colour {colour!r}; write it as #rrggbb, in lower case")
    return colour


def _edge_type(
    name: str,
    spec: Mapping[str, Any],
    groups: Mapping[str, Any],
    sets: Mapping[str, tuple[str, ...]],
    nodes: Mapping[str, NodeType],
) -> EdgeType:
    sources, targets = _labels(name, spec["from"], sets, nodes), _labels(name, spec["to"], sets, nodes)
    same = spec.get("same", False)
    pairs = tuple((a, b) for a in sources for b in targets if a == b or not same)
    return EdgeType(name, spec["doc"], pairs, _properties(name, spec, groups), spec.get("projected", False))


def _labels(
    name: str, names: Iterable[str], sets: Mapping[str, tuple[str, ...]], nodes: Mapping[str, NodeType]
) -> list[str]:
    found = [label for item in names for label in (sets[item[1:]] if item.startswith("@") else (item,))]
    for label in found:
        if label not in nodes:
            raise InvalidGraphData(f"{name} joins {label!r}, which is no label")
    return found


# --- what follows from it --------------------------------------------------------------------------


def ladybug_type(kind: str) -> str:
    """A property type's name in LadybugDB."""
    return _LADYBUG[kind[:-2]] + "[]" if kind.endswith("[]") else _LADYBUG[kind]


def ladybug_ddl(schema: Schema) -> list[str]:
    """Statements that create all tables of the embedded database, each harmless where they exist."""
    statements = []
    for node in schema.nodes.values():
        columns = ", ".join(f"`{key}` {ladybug_type(kind)}" for key, kind in node.properties.items())
        statements.append(f"CREATE NODE TABLE IF NOT EXISTS `{node.label}`({columns}, PRIMARY KEY(`id`))")
    for edge in schema.edges.values():
        pairs = [f"FROM `{source}` TO `{target}`" for source, target in edge.pairs]
        columns_ = [f"`{key}` {ladybug_type(kind)}" for key, kind in edge.properties.items()]
        body = ", ".join([*pairs, *columns_])
        statements.append(f"CREATE REL TABLE IF NOT EXISTS `{edge.type}`({body})")
    return statements


def ladybug_additions(schema: Schema) -> list[str]:
    """Statements that bring tables of an older schema to this one: columns and pairs of labels that they lack.

    What this schema no longer has stays in the file, unused."""
    tables = {label: node.properties for label, node in schema.nodes.items()}
    tables |= {kind: edge.properties for kind, edge in schema.edges.items()}
    statements = [
        f"ALTER TABLE `{name}` ADD IF NOT EXISTS `{key}` {ladybug_type(kind)}"
        for name, properties in tables.items()
        for key, kind in properties.items()
    ]
    for edge in schema.edges.values():
        statements += [
            f"ALTER TABLE `{edge.type}` ADD IF NOT EXISTS FROM `{source}` TO `{target}`"
            for source, target in edge.pairs
        ]
    return statements


def neo4j_ddl(schema: Schema) -> list[str]:
    """Constraints and indexes for Neo4j, each harmless where it exists."""
    statements = []
    for node in schema.nodes.values():
        name = node.label.lower()
        statements.append(
            f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:`{node.label}`) REQUIRE n.id IS UNIQUE"
        )
        keys = (("name",) if node.label in schema.entity_labels else ()) + node.indexes
        statements += [
            f"CREATE INDEX {name}_{key} IF NOT EXISTS FOR (n:`{node.label}`) ON (n.`{key}`)" for key in keys
        ]
    return statements + _fulltext(schema)


def _fulltext(schema: Schema) -> list[str]:
    entities = "|".join(f"`{label}`" for label in schema.entity_labels)
    statements = [
        "CREATE FULLTEXT INDEX entity_text IF NOT EXISTS "
        f"FOR (n:{entities}) ON EACH [n.`name`, n.`aliases`, n.`synonyms`]"
    ]
    for node in schema.nodes.values():
        if node.fulltext and node.label not in schema.entity_labels:
            keys = ", ".join(f"n.`{key}`" for key in node.fulltext)
            statements.append(
                f"CREATE FULLTEXT INDEX {node.label.lower()}_text IF NOT EXISTS "
                f"FOR (n:`{node.label}`) ON EACH [{keys}]"
            )
    return statements


def docs_table(schema: Schema) -> str:
    """The schema as two Markdown tables."""
    lines = ["| label | what | properties |", "|---|---|---|"]
    for node in schema.nodes.values():
        lines.append(f"| {node.label} | {node.doc} | {_listed(node.properties)} |")
    lines += ["", "| relationship | joins | what | properties |", "|---|---|---|---|"]
    for edge in schema.edges.values():
        lines.append(f"| {edge.type} | {_joined(edge)} | {edge.doc} | {_listed(edge.properties)} |")
    return "\n".join(lines) + "\n"


def _listed(properties: Mapping[str, str]) -> str:
    return ", ".join(f"{key} ({kind})" for key, kind in properties.items()) or "none"


def _joined(edge: EdgeType) -> str:
    sources = list(dict.fromkeys(source for source, _ in edge.pairs))
    targets = list(dict.fromkeys(target for _, target in edge.pairs))
    if len(edge.pairs) == len(sources) == len(targets) and all(a == b for a, b in edge.pairs):
        return (
            f"{' or '.join(sources)} to the same label"
            if len(sources) > 1
            else f"{sources[0]} to {targets[0]}"
        )
    return f"{' or '.join(sources)} to {' or '.join(targets)}"
