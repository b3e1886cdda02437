"""The graph as files of other tools: whole, sorted, and the same bytes whenever the graph is the same."""

from graph.export.csv_tables import export_csv
from graph.export.graphml import export_graphml
from graph.export.json_ld import export_json_ld
from graph.export.node_link import export_json

__all__ = ["export_csv", "export_graphml", "export_json", "export_json_ld"]
