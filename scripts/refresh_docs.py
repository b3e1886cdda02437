"""Brings what the docs show up to date: outputs of commands, the schema's tables, the picture.

    python scripts/refresh_docs.py [--check]

In the docs a block of kind `console` holds commands (`$ `, continued with `> `), each with what it prints on the graph of
corpus/papers. This reads those papers into a store of its own, runs the commands and writes their outputs in. With
`--check` nothing is written, and the status is 1 where something is out of date.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PICTURE = ROOT / "docs" / "images" / "chains.svg"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SCHEMA = re.compile(r"(?<=<!-- schema -->\n).*?(?=<!-- /schema -->)", re.DOTALL)

Run = Callable[[list[str]], str]


def commands(block: str) -> list[str]:
    """The commands of a block, each as it is written."""
    found: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(line)
        elif line.startswith("> ") and found:
            found[-1] += f"\n{line}"
    return found


def words(command: str) -> list[str]:
    """A command without its prompts, cut as a shell does."""
    return shlex.split("\n".join(line[2:] for line in command.splitlines()))


def refreshed(page: str, run: Run) -> str:
    """The page with every output anew."""
    page = BLOCK.sub(lambda found: "".join(f"{c}\n{run(words(c))}" for c in commands(found[0])), page)
    return SCHEMA.sub(lambda _: schema_tables(), page)


def schema_tables() -> str:
    """What stands between the schema marks."""
    from graph.schema import docs_table, load_schema

    return f"\n{docs_table(load_schema())}\n"


def runner(store: Path) -> Run:
    """Runs `lithograph ...` and `curl -s URL | python -m json.tool --indent 2` on a store."""
    environment = os.environ | {"LITHOGRAPH_STORE": str(store), "PYTHONPATH": str(ROOT)}

    def run(arguments: list[str]) -> str:
        if arguments[0] == "lithograph":
            whole = [sys.executable, "-m", "ingest", *arguments[1:]]
        elif arguments[:2] == ["python", "scripts/draw_chain.py"]:
            whole = [sys.executable, *arguments[1:], "--store", str(store)]
        else:
            return asked(store, arguments[2].removeprefix(ADDRESS))
        done = subprocess.run(whole, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{shlex.join(arguments)}: {done.stderr}")
        return done.stdout

    return run


def asked(store: Path, path: str) -> str:
    """What the API answers, indented."""
    import json

    from fastapi.testclient import TestClient

    from api.app import create_app
    from graph.store import open_store

    with open_store(str(store), read_only=True) as graph:
        answer = TestClient(create_app(graph)).get(path)
    return json.dumps(answer.json(), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        run = runner(Path(folder) / "graph.lbug")
        run(["lithograph", "ingest", "corpus/papers"])
        new = {page: refreshed(page.read_text(encoding="utf-8"), run) for page in PAGES}
        drawn = next(
            c for page in new.values() for c in re.findall(r"python scripts/draw_chain\.py .+", page)
        )
        picture = Path(folder) / "chains.svg"
        run([*drawn.split()[:-1], str(picture)])
        new[PICTURE] = picture.read_text(encoding="utf-8")
    stale = [
        page for page, text in new.items() if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    for page in stale:
        print(f"out of date: {page.relative_to(ROOT)}")
        if "--check" not in sys.argv[1:]:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(new[page], encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
