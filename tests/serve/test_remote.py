"""What a caller without a screen may run."""

from __future__ import annotations

import pytest

from portres_tui.serve.remote import MAXIMUM, NotAllowed, Remote, read


@pytest.mark.parametrize(
    "text", ["ADDTCPPORT PORT(8080) PROTOCOL(*TCP) USRPRF(APPUSER)", "?WRKTCPPORT", "21", "", "  "]
)
def test_what_does_not_begin_in_lower_case_is_cl_as_it_stands(text: str) -> None:
    assert read(text) == Remote(cl=text)


def test_a_shell_command_that_only_looks_is_taken_with_its_options() -> None:
    assert read("journal --json --since 2026-01-31 --object restrictions '21 x'").words == (
        *("journal", "--json", "--since", "2026-01-31", "--object", "restrictions", "21 x"),
    )
    assert read("check") == Remote(words=("check",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("journal --home /etc", "'--home' is not allowed"),
        ("journal --home=/etc", "'--home' is not allowed"),
        ("journal --hom /etc", "'--hom' is not allowed"),
        ("check -h", "'-h' is not allowed"),
        ("restore backup.db", "'restore' is not allowed here, only check, journal"),
        ("run --as QSECOFR -c SIGNOFF", "'run' is not allowed"),
        ("sh", "'sh' is not allowed"),
        ("journal 'open", "No closing quotation."),
        ("\x1b[31mx" * 2, "is not allowed here"),
        ("A" * (MAXIMUM + 1), f"{MAXIMUM} are allowed"),
    ],
)
def test_anything_else_is_refused_and_says_what_is_possible(text: str, told: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        read(text)
    assert told in str(refused.value)
    assert str(refused.value).isprintable()
