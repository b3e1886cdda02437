"""A real Neo4j for the tests: the one that NEO4J_URI names, else one that is started here.

It needs Maven and a JDK; the first start copies the server's 241 archives (165 MB) into .cache/neo4j/.
Everything in its database is deleted, so a server that NEO4J_URI names must have an empty one.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

HERE = Path(__file__).parent / "neo4j"
CACHE = Path(__file__).resolve().parents[1] / ".cache" / "neo4j"
JAVA_VERSIONS = (17, 21)
HEAP = "512m"
TRIES = 3
FETCH_S = 160
START_S = 90
STOP_S = 20
# Small data and a short life: compiling to the last and collecting in parallel would cost more than they save.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
OPENED = ("java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch")


class Missing(Exception):
    """What this machine lacks to start a server, in words."""


class NotStarted(Exception):
    """The server does not come up, though all is there."""


@dataclass(frozen=True)
class Own:
    """A server started here."""

    uri: str
    browser: str  #: the address of its Neo4j Browser, "" without one
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def start(folder: Path) -> Iterator[str]:
    """A server's URI, empty at the start and emptied at the end; one started here keeps its data in `folder`."""
    given = os.environ.get("NEO4J_URI")
    if not given:
        with _started(folder) as own:
            yield own.uri
        return
    _refuse_data(given)
    try:
        yield given
    finally:
        empty(given)


@contextmanager
def start_with_browser(folder: Path) -> Iterator[tuple[str, str]]:
    """The URI of a server started here, whatever NEO4J_URI names, and the address of its Neo4j Browser."""
    with _started(folder, "browser") as own:
        yield own.uri, own.browser


@contextmanager
def start_own(folder: Path) -> Iterator[Own]:
    """A server started here, whatever NEO4J_URI names, on the data that an earlier one left in `folder`."""
    with _started(folder) as own:
        yield own


def empty(uri: str, keep: str = "") -> None:
    """Delete all nodes, but those of the label `keep`."""
    with _driver(uri) as driver:
        driver.execute_query("MATCH (n) WHERE NOT $keep IN labels(n) DETACH DELETE n", keep=keep)


def last_commit(uri: str) -> frozenset[str]:
    """The bookmark of the last transaction that changed the database: the same as long as none does."""
    with _driver(uri) as driver, driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values


def _driver(uri: str) -> neo4j.Driver:
    user, password = os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD")
    return neo4j.GraphDatabase.driver(uri, auth=(user, password) if password is not None else None)


def _refuse_data(uri: str) -> None:
    with _driver(uri) as driver:
        (record,) = driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records
    if record["nodes"]:
        raise NotStarted(
            f"{uri} (NEO4J_URI) holds {record['nodes']} nodes, and the tests delete all: empty it or name another"
        )


# --- its parts -------------------------------------------------------------------------------------------


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    wanted = f"the Neo4j server needs a JDK {' or '.join(map(str, JAVA_VERSIONS))}"
    if java is None:
        raise Missing(f"{wanted}; there is no java {'in JAVA_HOME' if home else 'on the PATH'}")
    listed = subprocess.run([java, "--list-modules"], capture_output=True, text=True, timeout=60, check=False)
    version = re.search(r"^java\.base@(\d+)", listed.stdout, re.MULTILINE)
    if version is None or int(version[1]) not in JAVA_VERSIONS:
        raise Missing(f"{wanted}; {java} is {'version ' + version[1] if version else 'older'}")
    if not re.search(r"^jdk\.compiler@", listed.stdout, re.MULTILINE):
        raise Missing(f"{wanted}; {java} is a runtime without the compiler")
    return java


def _jars() -> Path:
    """The folder of the server's archives, fetched where this version isn't there yet."""
    pom = (HERE / "pom.xml").read_bytes()
    version = ET.fromstring(pom).findtext(".//{*}neo4j.version")
    folder = CACHE / f"{version}-{hashlib.sha256(pom).hexdigest()[:8]}"
    if folder.is_dir():
        return folder
    mvn = shutil.which("mvn")
    if mvn is None:
        raise Missing("the Neo4j server's parts come by Maven; there is no mvn on the PATH")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="fetching-") as under_way:
        jars = Path(under_way) / "jars"
        _fetch(mvn, jars)
        try:
            jars.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run was faster
                raise
    return folder


def _fetch(mvn: str, into: Path) -> None:
    command = [mvn, "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    said = ""
    for _ in range(TRIES):
        try:
            subprocess.run(
                [*command, f"-DoutputDirectory={into}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=FETCH_S,
                check=True,
            )
            return
        except subprocess.TimeoutExpired:
            said = f"not done within {FETCH_S} s"
        except subprocess.CalledProcessError as error:
            said = str(error.stdout).strip()[-1500:]
        shutil.rmtree(into, ignore_errors=True)
    raise Missing(f"Maven could not fetch the Neo4j server in {TRIES} tries: {said}")


# --- the server ------------------------------------------------------------------------------------------


@contextmanager
def _started(folder: Path, *more: str) -> Iterator[Own]:
    command = [_java(), f"-Xmx{HEAP}", *QUICK, *(f"--add-opens={name}=ALL-UNNAMED" for name in OPENED)]
    command += ["-cp", str(_jars() / "*"), str(HERE / "Server.java"), str(folder / "data"), *more]
    log = folder / "server.log"
    # Its input is a pipe that nobody writes into: where this process ends, however it does, the server ends too.
    with (
        log.open("wb") as output,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT) as server,
    ):
        try:
            yield Own(*_listening(server, log), server)
        finally:
            _stop(server)


def _listening(server: subprocess.Popen[bytes], log: Path) -> tuple[str, str]:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        ended = server.poll() is not None
        text = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(r"^listening on (bolt://\S+)(?: and (\S+))?\r?\n", text, re.MULTILINE):
            with _driver(found[1]) as driver:
                driver.verify_connectivity()
            return found[1], found[2] or ""
        if ended:
            raise NotStarted(f"the Neo4j server ended with {server.returncode}:\n{text[-3000:]}")
        time.sleep(0.1)
    raise NotStarted(f"the Neo4j server is not up after {START_S} s:\n{text[-3000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.stdin is not None:
        server.stdin.close()
    try:
        server.wait(STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
