"""What a client says of its environment."""

from __future__ import annotations

from serving import MAIN, Serving
from sshclients import Session, connected

from portres_tui.ssh.channel import HEARD, Environment


def test_of_an_environment_without_an_end_is_kept_what_is_of_use() -> None:
    heard = Environment()
    for number in range(1000):
        heard[f"V{number}".encode()] = b"x" * 1000
        heard[HEARD[0]] = b"truecolor" * number
    assert list(heard) == [HEARD[0]]
    assert len(heard[HEARD[0]]) == 100


async def test_a_client_may_say_that_it_wants_no_colours(server: Serving) -> None:
    green = b"92m"
    async with connected(server) as connection:
        for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
            session = await (await Session.open(connection, env=env)).until(MAIN, "===>")
            assert (green in session.written) == coloured
