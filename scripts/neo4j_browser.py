"""Makes what docs/neo4j-browser.md shows and offers: the style, the saved queries, the pictures.

    python scripts/neo4j_browser.py [--pictures]

The style follows from graph/schema.toml, the saved queries from the page's blocks of Cypher. A picture shows the answer to
the block above it, or, with no block above it, the drawer of saved queries. With `--pictures` this reads corpus/papers into a
Neo4j server of its own and takes all pictures of the Neo4j Browser that it serves; that needs Java 17 or 21 and Maven, and a
Chromium (on the PATH, in CHROMIUM, or fetched with npm).
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "neo4j-browser.md"
FOLDER = ROOT / "docs" / "neo4j-browser"
STYLE, QUERIES = FOLDER / "lithograph.grass", FOLDER / "lithograph-queries.zip"
BLOCK = re.compile(
    r"^```cypher\n(// ([^\n]+)\n.*?)^```\n(?:\n!\[[^\]]*\]\((\S+)\))?", re.MULTILINE | re.DOTALL
)
DRAWER = FOLDER / "favourites.png"


@dataclass(frozen=True)
class Query:
    """A block of the page: its name, its text, and the picture of its answer, if there is one."""

    name: str
    text: str
    picture: Path | None

    @property
    def neo4j_only(self) -> bool:
        """Whether LadybugDB has no such thing."""
        return "// Neo4j only\n" in self.text


def queries() -> list[Query]:
    """The page's queries, in order."""
    return [
        Query(name, text, PAGE.parent / picture if picture else None)
        for text, name, picture in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    ]


def archive(found: list[Query]) -> bytes:
    """The queries as Neo4j Browser imports them: a folder with a file for each, the same bytes every time."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as files:
        for query in found:
            name = re.sub(r"\W+", "_", query.name)
            files.writestr(ZipInfo(f"Lithograph/{name}.cypher"), query.text)
    return packed.getvalue()


def take_pictures(uri: str, address: str) -> dict[Path, bytes]:
    """The page's pictures, of the Neo4j Browser at this address."""
    from tests import chromium
    from tests.neo4j_browser import Neo4jBrowser

    taken = {}
    with chromium.opened(chromium.find()) as page:
        browser = Neo4jBrowser(page, uri, address)
        browser.drop(STYLE)
        browser.style()
        for query in queries():
            if query.picture:
                browser.ask(query.text)
                taken[query.picture] = browser.picture()
        browser.drop(QUERIES)
        browser.favourites()
        taken[DRAWER] = browser.picture(360, 600)
    return taken


def pictures() -> dict[Path, bytes]:
    """The page's pictures, of the papers in corpus/papers."""
    from tests import neo4j_server

    with (
        tempfile.TemporaryDirectory() as folder,
        neo4j_server.start_with_browser(Path(folder)) as (uri, address),
    ):
        ingest = [sys.executable, "-m", "ingest", "ingest", "corpus/papers", "--store", uri]
        subprocess.run(ingest, cwd=ROOT, check=True)
        return take_pictures(uri, address)


def main() -> None:
    from graph.browser_style import grass
    from graph.schema import load_schema

    FOLDER.mkdir(exist_ok=True)
    STYLE.write_text(grass(load_schema()), encoding="utf-8", newline="\n")
    QUERIES.write_bytes(archive(queries()))
    if "--pictures" in sys.argv[1:]:
        for path, picture in pictures().items():
            path.write_bytes(picture)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
