"""What a log, the journal and F9 have of a command with a secret."""

from __future__ import annotations

import pytest
from runner import Run

from portres_tui.cl.definition import Command, command, parm
from portres_tui.cl.interpreter import Interpreter
from portres_tui.cl.masking import KEYWORDS, folded, masked
from portres_tui.cl.syntax import parse
from portres_tui.cl.types import Name
from portres_tui.commands import CATALOGUE
from portres_tui.domain.messages import EscapeMessage, Message

USER = parm("USRPRF", "User profile", Name(10))
PASSWORD = parm("PASSWORD", "User password", Name(128), "*SAME", special=("*SAME",), secret=True)


@command("SETPWD", "Set Password", USER, PASSWORD)
def set_password(request: object, usrprf: str, password: str) -> Message:
    raise NotImplementedError


def find(name: str) -> Command | None:
    return set_password if name == "SETPWD" else None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("SETPWD USRPRF(ANN) PASSWORD(sesame)", "SETPWD USRPRF(ANN) PASSWORD(*****)"),
        ("setpwd ann 'open sesame'", "SETPWD ann *****"),
        ("?SETPWD PASSWORD('it''s')", "?SETPWD PASSWORD(*****)"),
        ("SETPWD ANN PASSWORD(sesame", "SETPWD *****"),
        ("SETPWD ANN *same", "SETPWD ANN *same"),
        ("SETPWD ANN PASSWORD(*SAME)", "SETPWD ANN PASSWORD(*SAME)"),
        ("SETPWD 'Ann' sesame", "SETPWD 'Ann' *****"),
        ("QSYS/SETPWD ANN sesame more", "SETPWD ANN ***** *****"),
        ("SETPWD ANN PASSWORD (sesame)", "SETPWD ANN ***** *****"),
        ("SETPWD ANN PASWORD(sesame)", "SETPWD ANN PASWORD(*****)"),
        ("SETPWD ANN open(sesame)", "SETPWD ANN *****(*****)"),
        ("STPWD ANN PASSWORD(sesame) TEXT(x)", "STPWD ANN PASSWORD(*****) TEXT(x)"),
        ("STPWD password ('open ) sesame'", "STPWD password(*****)"),
        ("ADDTCPPORT PORT(21) PROTOCOL(*TCP)", "ADDTCPPORT PORT(21) PROTOCOL(*TCP)"),
        ("", ""),
    ],
)
def test_a_secret_is_masked_wherever_it_stands(typed: str, told: str) -> None:
    assert masked(typed, find) == told


@pytest.mark.parametrize(
    "typed",
    [
        "SETPWD ANN sesame)",
        "SETPWD USRPRF(ANN) sesame",
        "SETPWD ANN 'sesame",
        "SETPWD ANN sesame'",
        "SETPWD ANN sesame\x1b",
        "SETPWD ANN sesame(more",
        "SETPWD ANN sesame(more)",
        "SETPWD ANN 'a sesame' sesame",
    ],
)
def test_what_is_said_of_a_text_that_cannot_be_read_quotes_no_secret(run: Run, typed: str) -> None:
    session = run.session()
    interpreter = Interpreter({"SETPWD": set_password}, session.messages, session.clock)

    reply = interpreter.run(typed, session.requester)

    assert reply.failed and "sesame" not in repr(reply).lower()
    assert "sesame" not in repr(run.machine.job_log(session.job.id)).lower()
    try:
        told = interpreter.prompting(typed, session.requester).problems
    except EscapeMessage as escape:
        told = escape.diagnostics
    assert "sesame" not in repr(told).lower()


def test_the_mask_is_no_value() -> None:
    with pytest.raises(ValueError, match=r"\*"):
        PASSWORD.elements[0].read("*****")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("SETPWD ANN sesame", ["PASSWORD"]),
        ("SETPWD USRPRF(ann) PASSWORD(Sesame)", ["PASSWORD"]),
        ("SETPWD ann SESAME", []),
        ("SETPWD ANN 'sesame'", []),
        ("SETPWD ANN *same", []),
        ("SETPWD ANN", []),
    ],
)
def test_a_secret_that_lost_its_small_letters_is_named(typed: str, told: list[str]) -> None:
    assert folded(parse(typed), set_password) == told


def test_the_keywords_of_secrets_are_known_where_no_command_is() -> None:
    secrets = {keyword for each in CATALOGUE.values() for keyword in each.secret}

    assert secrets == set(KEYWORDS)
