"""Papers into the graph and out of it again: only what differs is written, in one transaction.

What one paper says lies on its own sentences, measurements and edges. Nodes that papers share (entities,
cited works, claims, assertions) are summed up from those, so a paper that is replaced or forgotten leaves
no trace, and the order in which papers come doesn't matter. What follows from all papers together is a
projection (`replace_projection`): compute it anew after papers have changed, within the same transaction.
"""

from __future__ import annotations

from extraction.model import Fragment
from graph import shared
from graph.delta import Change, apply_edges, apply_nodes, delete_edges
from graph.evidence import evidence_base
from graph.hashing import counts, graph_hash
from graph.projection import replace_projection
from graph.rows import GraphRows, PaperRows, paper_rows
from graph.schema import load_schema
from graph.store import GraphStore

__all__ = [
    "Change",
    "counts",
    "evidence_base",
    "forget_paper",
    "graph_hash",
    "replace_paper",
    "replace_projection",
]


def replace_paper(store: GraphStore, fragment: Fragment) -> Change:
    """Store a paper's fragment in place of whatever the paper said before; the same fragment changes nothing.

    InvalidGraphData if the fragment contradicts itself, the schema or the meaning of a stored claim.
    """
    rows = paper_rows(fragment)
    return store.transact(lambda: _replace(store, fragment.paper.id, rows))


def forget_paper(store: GraphStore, paper_id: str) -> Change:
    """Remove a paper with all that only it says; an empty Change if the graph doesn't have it.

    A broader term stays as long as a paper describes it, so fragments hold the parents of their entities."""
    nothing = PaperRows(GraphRows(), GraphRows(), {}, frozenset(), {}, {})
    return store.transact(lambda: _replace(store, paper_id, nothing))


def _replace(store: GraphStore, paper_id: str, after: PaperRows) -> Change:
    before = _own_rows(store, paper_id)
    touched = shared.spoken_of(before) | shared.spoken_of(after.own)
    deleted = delete_edges(store, before.edges, after.own.edges)
    change = apply_nodes(store, before.nodes, after.own.nodes)
    written = shared.add_missing(store, after)
    written += apply_edges(store, before.edges, after.own.edges)
    return Change(written, deleted) + change + shared.sum_up(store, touched)


# --- what a paper owns in the store ----------------------------------------------------------------


def _own_rows(store: GraphStore, paper_id: str) -> GraphRows:
    found = GraphRows()
    for row in store.run("paper", id=paper_id):
        if row["id"] == paper_id:
            found.add_node("Paper", row)
    if not found.nodes:
        return found
    for label in ("Sentence", "Measurement"):
        for row in store.run(f"own_{label.lower()}s", paper_id=paper_id):
            found.add_node(label, row["properties"])
    for sentence_id in found.nodes.get("Sentence", {}):
        found.add_edge(("IN", "Sentence", "Paper"), sentence_id, paper_id)
    for name, edge_type, source, target in _OWN_EDGES:
        for row in store.run(f"own_{name}", paper_id=paper_id):
            kind = (edge_type, source, target or load_schema().label_of(row["target"]))
            found.add_edge(kind, row["source"], row["target"], row.get("properties"))
    return found


#: Queries own_* with the edges that they give; "" where the target is an entity of any label.
_OWN_EDGES = (
    ("citations", "CITES", "Sentence", "Reference"),
    ("references", "HAS_REFERENCE", "Paper", "Reference"),
    ("descriptions", "DESCRIBES", "Paper", ""),
    ("mentions", "MENTIONS", "Sentence", ""),
    ("claim_evidence", "EVIDENCED_BY", "Claim", "Sentence"),
    ("assertion_evidence", "EVIDENCED_BY", "Assertion", "Sentence"),
    ("measurement_evidence", "EVIDENCED_BY", "Measurement", "Sentence"),
    ("measurement_of", "OF", "Measurement", ""),
    ("measurement_quantifies", "QUANTIFIES", "Measurement", ""),
)
