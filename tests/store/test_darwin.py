"""What macOS would answer about a file system, and what is made of it. Made up: this runs anywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from portres_tui.store import darwin, places
from portres_tui.store.darwin import ANSWER, LOCAL, told

READ_ONLY, JOURNALED = 0x1, 0x0080_0000


def answer(kind: str, mounted: str, flags: int, source: str = "x") -> bytes:
    words = (each.encode() for each in (kind, mounted, source))
    return ANSWER.pack(501, 24, flags, *words)


def test_the_answer_is_as_long_as_apples_header_says() -> None:
    assert ANSWER.size == 2168


@pytest.mark.parametrize(
    ("kind", "mounted", "flags", "type"),
    [
        ("apfs", "/System/Volumes/Data", LOCAL | JOURNALED, ""),
        ("hfs", "/Volumes/Stick", LOCAL, ""),
        ("nfs", "/Volumes/class", 0, "nfs"),
        ("smbfs", "/Volumes/share", READ_ONLY, "smbfs"),
        ("webdav", "/Volumes/dav", JOURNALED, "webdav"),
        ("macfuse", "/Volumes/far", 0, "macfuse"),
    ],
)
def test_a_file_system_that_is_not_stored_here_is_one_of_the_network(
    kind: str, mounted: str, flags: int, type: str
) -> None:
    assert told(answer(kind, mounted, flags)) == type


@pytest.mark.parametrize(
    ("kind", "mounted"), [("", "/Volumes/x"), ("nfs", "garbage"), ("\1\2", "/"), ("nfs", "")]
)
def test_an_answer_that_makes_no_sense_refuses_nothing(kind: str, mounted: str) -> None:
    assert told(answer(kind, mounted, 0)) == ""


def test_the_nearest_folder_that_exists_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    def ask(path: bytes) -> bytes:
        asked.append(path)
        return answer("smbfs", "/", 0)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(darwin, "_asked", ask)
    (tmp_path / "near").symlink_to(tmp_path)
    found = places.network_type(tmp_path / "near" / "machine" / "machine.db")
    assert (found, asked) == ("smbfs", [bytes(tmp_path.resolve())])


def test_a_call_that_fails_refuses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(darwin, "_asked", lambda path: b"")
    assert darwin.network_type(tmp_path) == ""


def test_a_system_without_the_call_refuses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(darwin, "_NAMES", ("no such call",))
    assert darwin.network_type(tmp_path) == ""
