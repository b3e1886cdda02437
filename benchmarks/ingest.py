"""What a whole ingestion takes: time, memory of all its processes together, and the store's size on disk.

Usage: python -m benchmarks.ingest [--json] [--jobs N] PATH...

Runs the command line on a fresh embedded store in a temporary directory. Memory is looked at every 50 ms, as the sum of
what the processes hold in RAM, pages that they share counted for each of them; it needs Linux (/proc).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

INTERVAL_S = 0.05
MB = 1_000_000


def processes(root: int) -> Iterator[int]:
    """The process and all that come from it."""
    yield root
    try:
        for thread in Path(f"/proc/{root}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from processes(int(child))
    except OSError:
        return  # it has just ended


def resident(process: int) -> int:
    """Bytes of a process in RAM; none once it has ended."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def measure(paths: Sequence[Path], jobs: int | None = None) -> dict[str, Any]:
    """Time, memory and size of one ingestion."""
    if not Path("/proc/self/statm").exists():
        raise SystemExit("benchmarks.ingest needs /proc to see the memory of processes; run it on Linux")
    with tempfile.TemporaryDirectory(prefix="lithograph-bench-") as folder:
        command = [sys.executable, "-m", "ingest", "ingest", *map(str, paths), "--json"]
        command += ["--store", f"{folder}/graph.lbug", *(["--jobs", str(jobs)] if jobs else [])]
        before, started = os.times(), time.perf_counter()
        with open(f"{folder}/report.json", "w", encoding="utf-8") as output:
            child = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
            together, largest = _watched(child)
        wall, after = time.perf_counter() - started, os.times()
        report = Path(folder, "report.json").read_text(encoding="utf-8")
        if child.returncode:
            raise SystemExit(f"the ingestion ended with status {child.returncode}: {report.strip()[:500]}")
        stored = sum(file.stat().st_size for file in Path(folder).glob("graph.lbug*"))
        return {
            "wall_seconds": round(wall, 1),
            "user_seconds": round(after.children_user - before.children_user, 1),
            "system_seconds": round(after.children_system - before.children_system, 1),
            "peak_mb_of_all_processes": round(together / MB),
            "peak_mb_of_the_largest": round(largest / MB),
            "store_mb": round(stored / MB, 1),
            "cores": os.cpu_count(),
        }


def _watched(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    together = largest = 0
    while child.poll() is None:
        held = [resident(process) for process in processes(child.pid)]
        together, largest = max(together, sum(held)), max(largest, *held)
        time.sleep(INTERVAL_S)
    return together, largest


def table(found: dict[str, Any]) -> str:
    """The measurements as plain text."""
    return "\n".join(f"{name.replace('_', ' '):<28}{value:>8}" for name, value in found.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ingest", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="papers, or directories of papers"
    )
    parser.add_argument("--jobs", type=int, help="worker processes, as of the command line")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    found = measure(options.paths, options.jobs)
    print(json.dumps(found, indent=2) if options.json else table(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
