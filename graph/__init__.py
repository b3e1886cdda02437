"""The graph: its schema, its two stores, how papers are written to it and how it is asked."""
