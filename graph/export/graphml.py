"""GraphML for Gephi, yEd, Cytoscape and networkx: scalars alone, every key declared, edges with their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from graph.export.rows import all_edges, all_nodes
from graph.schema import EdgeType, NodeType, load_schema
from graph.store import GraphStore

#: GraphML has no lists: their entries are joined by this.
JOINT = "; "
_TYPES = {"string": "string", "int": "long", "float": "double", "bool": "boolean"}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def export_graphml(store: GraphStore, out: TextIO) -> None:
    """Write the whole graph; lists become text joined by "; ", missing values are left out."""
    out.write(_HEAD)
    nodes = [node for label, node in load_schema().nodes.items() if label != "Meta"]
    node_keys = _keys("node", "n", {"label": "string"} | _types(nodes))
    edge_keys = _keys("edge", "e", {"type": "string"} | _types(load_schema().edges.values()))
    for declaration in (*node_keys.values(), *edge_keys.values()):
        out.write(declaration[1])
    out.write('  <graph edgedefault="directed">\n')
    for label, row in all_nodes(store):
        out.write(f"    <node id={_attribute(row['id'])}>\n")
        out.writelines(_data(node_keys, {**row, "label": label}, skip="id"))
        out.write("    </node>\n")
    for edge in all_edges(store):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        out.write(f"    <edge id={_attribute(edge.id)} {ends}>\n")
        out.writelines(_data(edge_keys, {**edge.properties, "type": edge.type}, skip="id"))
        out.write("    </edge>\n")
    out.write("  </graph>\n</graphml>\n")


def _types(declared: Iterable[NodeType | EdgeType]) -> dict[str, str]:
    """Each property's type; text where the same name has several."""
    found: dict[str, str] = {}
    for item in declared:
        for key, kind in item.properties.items():
            found[key] = kind if found.get(key, kind) == kind else "string"
    return found


def _keys(owner: str, prefix: str, types: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For every property its key's id and declaration, numbered in alphabetical order."""
    keys = {}
    for number, name in enumerate(sorted(set(types) - {"id"})):
        kind = _TYPES.get(types[name], "string")
        key = f"{prefix}{number}"
        declaration = f'  <key id="{key}" for="{owner}" attr.name={quoteattr(name)} attr.type="{kind}"/>\n'
        keys[name] = (key, declaration)
    return keys


def _data(keys: Mapping[str, tuple[str, str]], row: Mapping[str, Any], skip: str) -> Iterator[str]:
    for name in sorted(set(row) - {skip}):
        yield f'      <data key="{keys[name][0]}">{escape(_clean(_text(row[name])))}</data>\n'


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return JOINT.join(_text(item) for item in value)
    return str(value)


def _attribute(value: Any) -> str:
    return quoteattr(_clean(str(value)))


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n\r")
