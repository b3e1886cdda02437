"""Files are written whole or not at all, and read with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.files import read_lines, writing


def test_a_file_is_written(tmp_path: Path) -> None:
    with writing(str(tmp_path / "out")) as out:
        out.write("Li₂S\n")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "Li₂S\n"


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before")

    def write_half() -> None:
        with writing(str(tmp_path / "out")) as out:
            out.write("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "before")]


@pytest.mark.parametrize(
    "content,complaint",
    [
        (b'{"a": 1}\nnonsense\n', "line 2: not JSON"),
        (b'{"a": 1}\n[1]\n', "line 2: not a JSON object"),
        (b"\n", "no lines in it"),
        (b"\xff\xfe", "not UTF-8"),
        (None, "No such file or directory"),
    ],
)
def test_what_is_no_json_lines_file_is_named(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=complaint) as caught:
        read_lines(path)
    assert str(caught.value).startswith(str(path))
