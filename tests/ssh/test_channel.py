"""What a client says of its environment."""

from __future__ import annotations

from portres_tui.ssh.channel import HEARD, Environment


def test_of_an_environment_without_an_end_is_kept_what_is_of_use() -> None:
    heard = Environment()
    for number in range(1000):
        heard[f"V{number}".encode()] = b"x" * 1000
        heard[HEARD[0]] = b"truecolor" * number
    assert list(heard) == [HEARD[0]]
    assert len(heard[HEARD[0]]) == 100
