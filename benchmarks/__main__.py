"""Both measurements on the same papers: python -m benchmarks PATH..."""

from __future__ import annotations

import sys

from benchmarks import ingest, reading


def main(paths: list[str]) -> int:
    """Reading first, then a whole ingestion."""
    print("Reading, by stage\n")
    reading.main(paths)
    print("\nA whole ingestion into a fresh store\n", flush=True)
    return ingest.main(paths)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
