"""How Neo4j Browser draws the graph: a GraSS style sheet made from the schema.

A node has its label's colour and its name; a relationship its sign, where it has one, and its type. What follows from
the evidence (projected) is drawn wide, the way to the evidence narrow, since the first is what one looks for.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.schema import EdgeType, NodeType, Schema

GREY, DARK, INK, WHITE = "#a3a9ae", "#4a535b", "#1d2329", "#ffffff"
ENTITY_PX, OTHER_PX = 80, 65
PROJECTED_PX, EVIDENCE_PX = 3, 1
#: Above this luminance (0 to 1) dark letters are easier to read than white ones.
LIGHT = 0.45


def grass(schema: Schema) -> str:
    """The style sheet, for `:style` or to be dropped on the page."""
    rules = {"node": _look(GREY) | {"diameter": f"{OTHER_PX}px", "border-width": "2px", "font-size": "11px"}}
    rules |= {f"node.{node.label}": _node(node, schema) for node in schema.nodes.values()}
    rules["relationship"] = _line(GREY, EVIDENCE_PX) | {"font-size": "9px", "padding": "3px"}
    rules |= {f"relationship.{edge.type}": _edge(edge) for edge in schema.edges.values()}
    return "\n".join(_rule(selector, properties) for selector, properties in rules.items())


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {key}: {value};\n" for key, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def _node(node: NodeType, schema: Schema) -> dict[str, str]:
    size = ENTITY_PX if node.label in schema.entity_labels else OTHER_PX
    return _look(node.colour or GREY) | {"diameter": f"{size}px", "caption": '"{name}"'}


def _edge(edge: EdgeType) -> dict[str, str]:
    line = _line(DARK, PROJECTED_PX) if edge.projected else _line(GREY, EVIDENCE_PX)
    return line | {"caption": f'"{{sign}} {edge.type}"' if "sign" in edge.properties else '"<type>"'}


def _look(colour: str) -> dict[str, str]:
    letters = INK if _luminance(colour) > LIGHT else WHITE
    return {"color": colour, "border-color": _darker(colour), "text-color-internal": letters}


def _line(colour: str, width: int) -> dict[str, str]:
    return {
        "color": colour,
        "shaft-width": f"{width}px",
        "text-color-external": INK,
        "text-color-internal": WHITE,
    }


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _darker(colour: str) -> str:
    return "#" + "".join(f"{value * 4 // 5:02x}" for value in _channels(colour))


def _luminance(colour: str) -> float:
    red, green, blue = (value / 255 for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
