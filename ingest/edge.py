"""The edge of the process: whatever a command raises becomes one line of error and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from corpus.errors import CorpusError
from ingest.errors import CommandError
from ingest.exits import Exit
from ingest.output import complain


def run(app: typer.Typer, arguments: Sequence[str] | None) -> int:
    """The command's exit status; nothing escapes but the end of the process."""
    _write_utf8()
    try:
        status = app(arguments, prog_name="lithograph", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet()
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the edge of the process
        return _reported(error)
    if status == Exit.INTERRUPTED:
        print("lithograph: interrupted", file=sys.stderr)
    return int(status or Exit.DONE)


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _quiet() -> int:
    """The reader of standard output has gone: say nothing more, least of all at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE


def _reported(error: Exception) -> int:
    if _debugging():
        import traceback

        traceback.print_exception(error)
    status, message = explain(error)
    complain(" ".join(message.split()))
    return status


def _debugging() -> bool:
    from ingest.settings import load_settings

    try:
        return load_settings().debug
    except CommandError:
        return False


def explain(error: Exception) -> tuple[Exit, str]:
    """The exit status and the message of an error."""
    from graph import errors as graph_errors

    if isinstance(error, CommandError):
        return error.status, str(error)
    if isinstance(error, CorpusError):
        from ingest.reading import failed

        return Exit.USAGE, str(failed(error))
    if isinstance(error, typer.TyperException):
        return Exit.USAGE, f"{error.format_message()} Try `lithograph --help`."
    if isinstance(
        error,
        (
            graph_errors.QueryError,
            graph_errors.ForbiddenCypher,
            graph_errors.BadParameters,
            graph_errors.BadDump,
        ),
    ):
        return Exit.USAGE, str(error)
    if isinstance(error, graph_errors.StoreError):
        return Exit.STORE, str(error)
    if isinstance(error, OSError):
        return Exit.USAGE, _os_error(error)
    hint = "this is a defect; report it, with the output under LITHOGRAPH_DEBUG=1"
    return Exit.INTERNAL, f"{type(error).__name__}: {error} ({hint})"


def _os_error(error: OSError) -> str:
    what = f"{error.filename}: " if error.filename else ""
    return f"{what}{error.strerror or error}; check the path, its permissions and the space on the disk"
