"""Exit statuses of the command line."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the process says when it ends; docs/cli.md has the same list."""

    DONE = 0  #: everything asked for is done
    PARTLY = 1  #: some papers failed; the rest is done
    USAGE = 2  #: wrong use, wrong input, or no paper to work on
    STORE = 3  #: the store is missing, locked, unreachable or of another version
    UNKNOWN = 4  #: nothing in the graph has this name, or several things have it
    INTERNAL = 70  #: a defect of Lithograph
    INTERRUPTED = 130  #: stopped by Ctrl-C; papers that were read are kept
