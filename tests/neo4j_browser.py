"""Neo4j Browser as a person uses it: drop a file on it, run a statement, look at the answer."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from urllib.parse import urlencode

from tests.chromium import Page

# As docs/neo4j-browser.md advises (relationships that were not asked for are not drawn), and no greetings.
SETTINGS = {
    "autoComplete": False,
    "playImplicitInitCommands": False,
    "allowUserStats": False,
    "allowCrashReports": False,
    "theme": "light",
}
FRAME = "[data-testid=frame]"
CLOSE = f"document.querySelectorAll('{FRAME} [title=Close]').forEach(e => e.click())"
READY = f"!!document.querySelector('{FRAME} [data-testid=frame-loaded-contents]')"
PLACES = "[...document.querySelectorAll('g.node')].map(e => e.getAttribute('transform')).join()"
DROP = """(() => {{
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob("{content}"), c => c.charCodeAt(0))], "{name}"));
  document.querySelector(".filedrop").dispatchEvent(
    new DragEvent("drop", {{bubbles: true, cancelable: true, dataTransfer: files}}));
}})()"""


class Neo4jBrowser:
    """A page with Neo4j Browser, connected to a server without a password."""

    def __init__(self, page: Page, uri: str, address: str) -> None:
        self._page = page
        keep = f"localStorage['neo4j.settings'] ??= {json.dumps(json.dumps(SETTINGS))}"
        page.call("Page.addScriptToEvaluateOnNewDocument", source=keep)
        page.go(f"{address}?{urlencode({'connectURL': uri, 'preselectAuthMethod': 'NO_AUTH'})}")
        page.until("document.body?.innerText.includes('You are connected')")

    def drop(self, file: Path) -> None:
        """Drop a file on the page, as its users import a style or saved queries."""
        content = base64.b64encode(file.read_bytes()).decode()
        self._page.run(DROP.format(content=content, name=file.name))

    def style(self) -> str:
        """The style sheet in force, as `:style` shows it."""
        return str(self._page.until(f"document.querySelector('{FRAME} pre')?.innerText"))

    def favourites(self) -> list[str]:
        """Open the drawer of saved queries and the project's folder in it; the names shown."""
        self._page.run(CLOSE)
        self._click("[data-testid=navigationFavorites]")
        self._click("[data-testid='expandFolder-Lithograph']")
        shown = "[...document.querySelectorAll('[data-testid^=scriptTitle]')].map(e => e.innerText)"
        self._page.until(f"({shown}).length")
        time.sleep(1)  # the drawer's way out
        return list(self._page.run(shown))

    def ask(self, statement: str) -> None:
        """Run a statement and fill the window with its answer."""
        self._page.run(CLOSE)
        self._page.run("document.querySelector('#monaco-main-editor textarea').focus()")
        self._page.call("Input.insertText", text=statement)
        self._click("[data-testid=editor-Run]")
        self._page.until(READY)
        self._click(f"{FRAME} [title=Fullscreen]")
        if self._page.run(PLACES):
            self._settle()
            self._click("[aria-label=zoom-to-fit]")
        time.sleep(1)  # the zoom's way there

    def _settle(self, seconds: float = 20) -> None:
        """Wait until the nodes have found their places."""
        end, before = time.monotonic() + seconds, ""
        while (now := self._page.run(PLACES)) != before and time.monotonic() < end:
            before = now
            time.sleep(0.5)

    def nodes(self) -> dict[str, str]:
        """The names shown in the graph's nodes (cut where they are long), each with its node's colour."""
        nodes = (
            "[...document.querySelectorAll('g.node')].map(e => [[...e.querySelectorAll('text.caption')]"
            ".map(t => t.textContent.trim()).join(' ').trim(), e.querySelector('circle.b-outline').getAttribute('fill')])"
        )
        return dict(self._page.run(nodes))

    def picture(self, width: int = 0, height: int = 0) -> bytes:
        """What the window shows, or its upper left part of this size, as PNG."""
        return self._page.picture(width, height)

    def _click(self, selector: str) -> None:
        found = f"document.querySelector({json.dumps(selector)})"
        self._page.until(f"!!{found}")
        self._page.run(f"{found}.click()")
