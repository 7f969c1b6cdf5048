"""Which command lines bring a prompt, and for whom."""

from __future__ import annotations

import pytest
from runner import Run

from portres_tui.cl.binding import Arranged
from portres_tui.cl.interpreter import Prompting
from portres_tui.domain.jobs import JobType
from portres_tui.domain.messages import EscapeMessage


def wanted(run: Run, text: str, profile: str = "QSECOFR") -> Prompting | None:
    """The prompt that running this text would bring."""
    session = run.session(profile)
    return session.interpreter.wants_prompt(text, session.requester)


def asked(run: Run, text: str, profile: str = "QSECOFR") -> Prompting | None:
    """The prompt that F4 brings."""
    session = run.session(profile)
    return session.interpreter.prompting(text, session.requester)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("ADDTCPPORT", {}),
        ("addtcpport port(21)", {"PORT": (("21",),)}),
        ("ADDTCPPORT (1050 1059) *TCP", {"PORT": (("1050", "1059"),), "PROTOCOL": (("*TCP",),)}),
        ("ADDTCPPORT PORT(99999)", {"PORT": (("99999",),)}),
        ("?STRTCPSVR", {}),
        ("?STRTCPSVR SERVER(*FTP *SMTP)", {"SERVER": (("*FTP",), ("*SMTP",))}),
        ("?ADDTCPPORT 21 *TCP WEBUSR", {
            "PORT": (("21",),), "PROTOCOL": (("*TCP",),), "USRPRF": (("WEBUSR",),),
        }),
        ("?DSPJOBLOG QTCP/QTFTP00023", {"JOB": (("QTFTP00023", "QTCP"),)}),
    ],
)  # fmt: skip
def test_what_lacks_a_required_value_or_asks_for_it_is_prompted(
    run: Run, text: str, given: Arranged
) -> None:
    prompting = wanted(run, text)

    assert prompting is not None and prompting.given == given
    assert prompting.command.name == text.split(maxsplit=1)[0].lstrip("?").upper()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "/* nothing */",
        "ADDTCPPORT 21 *TCP WEBUSR",
        "STRTCPSVR",
        "NOSUCH",
        "?NOSUCH",
        "ADDTCPPORT PORT(21",
        "ADDTCPPORT PORT(21) COLOR(RED)",
        "ADDTCPPORT PORT(21) PORT(22)",
    ],
)
def test_what_can_run_or_is_wrong_in_itself_is_not_prompted(run: Run, text: str) -> None:
    assert wanted(run, text) is None


def test_f4_prompts_whatever_is_there_even_if_it_could_run(run: Run) -> None:
    prompting = asked(run, "ADDTCPPORT 21 *TCP COLOR(RED)")

    assert prompting is not None
    assert prompting.given == {"PORT": (("21",),), "PROTOCOL": (("*TCP",),)}


def test_f4_on_nothing_says_that_there_is_nothing(run: Run) -> None:
    with pytest.raises(EscapeMessage, match="PRT0111"):
        asked(run, "  ")


def test_f4_on_what_does_not_exist_says_so(run: Run) -> None:
    with pytest.raises(EscapeMessage) as caught:
        asked(run, "NOSUCH")

    assert [each.id for each in caught.value.diagnostics] == ["CPD0030"]


@pytest.mark.parametrize("text", ["ADDTCPPORT", "?ADDTCPPORT", "ADDTCPPORT PORT(21)"])
def test_who_may_not_run_a_command_is_not_prompted_for_it(run: Run, text: str) -> None:
    assert wanted(run, text, "WEBUSR") is None

    with pytest.raises(EscapeMessage) as caught:
        asked(run, text, "WEBUSR")

    assert caught.value.message.id == "PRT0109"
    assert caught.value.message.data == {"command": "ADDTCPPORT", "authority": "*IOSYSCFG"}


def test_a_command_that_is_not_allowed_here_is_not_prompted(run: Run) -> None:
    batch = run.session(type=JobType.BATCH)

    assert batch.interpreter.wants_prompt("?GO", batch.requester) is None
    with pytest.raises(EscapeMessage):
        batch.interpreter.prompting("GO", batch.requester)


def test_prompting_leaves_nothing_behind(run: Run) -> None:
    run.session()
    before = run.machine.stamp()

    wanted(run, "ADDTCPPORT")
    asked(run, "ADDTCPPORT")

    assert run.machine.stamp() == before
