"""The reader for XML of any kind that is known: looks at the root element and hands on."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import Malformed
from corpus.model import Document
from corpus.readers import elsevier, html, jats, tree
from corpus.readers.tree import first, name


def read(path: Path, data: bytes) -> Document:
    """Read an article in JATS or Elsevier XML or XHTML; raises Malformed and NoSentences."""
    root = tree.parse(path, data)
    if name(root) == "html":
        return html.read(path, data)
    if elsevier.is_elsevier(root):
        return elsevier.from_tree(path, data, root)
    if first(root, "article-meta") is not None:
        return jats.from_tree(path, data, root)
    raise Malformed(
        path, f"XML of an unknown kind: root element <{name(root)}>; known are JATS and Elsevier's"
    )
