"""What may be done to a user profile, and by whom."""

from __future__ import annotations

import pytest
from console import Operator

from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.profiles import (
    authorities,
    check,
    check_change,
    check_new_password,
    check_password,
    holds,
    reach,
)
from portres_tui.domain.system import JournalEntry, SystemValue
from portres_tui.domain.users import SPECIAL_AUTHORITIES, User, UserProfile
from portres_tui.store.memory import MemorySystem

OFFICER = User(UserProfile("TRAINER"), frozenset(SPECIAL_AUTHORITIES))
CLERK = User(UserProfile("CLERK"), frozenset({"*SECADM"}))
"""Administers profiles, and can do nothing else."""


def refused(call: object, *arguments: object) -> str:
    with pytest.raises(EscapeMessage) as escape:
        call(*arguments)  # type: ignore[operator]
    assert escape.value.at, "no field is named"
    return escape.value.message.id


def test_the_security_officer_keeps_a_password() -> None:
    officer = UserProfile("QSECOFR", special_authorities=SPECIAL_AUTHORITIES)

    assert refused(check_change, officer, officer._replace(signs_on=False), OFFICER) == "PRT1046"


def test_the_authorities_of_a_class_stand_for_usrcls_and_none_for_none() -> None:
    assert authorities(("*USRCLS",), "*SYSOPR") == ("*JOBCTL", "*SAVSYS")
    assert authorities(("*USRCLS",), "*SECOFR") == SPECIAL_AUTHORITIES
    assert authorities(("*NONE",), "*SECOFR") == ()
    assert authorities(("*SECADM", "*AUDIT", "*AUDIT"), "*USER") == ("*AUDIT", "*SECADM")


def test_nobody_gives_what_he_does_not_have(machine: MemorySystem) -> None:
    check(machine, UserProfile("NEW", special_authorities=("*SECADM",)), CLERK)
    check(machine, UserProfile("NEW", special_authorities=("*ALLOBJ",)), OFFICER)

    mighty = UserProfile("NEW", special_authorities=("*ALLOBJ", "*SECADM"))
    assert refused(check, machine, mighty, CLERK) == "PRT1005"


def test_nor_by_way_of_a_group(machine: MemorySystem) -> None:
    assert refused(check, machine, UserProfile("NEW", group="OPER"), CLERK) == "PRT1005"
    second = UserProfile("NEW", group="APPGRP", supplemental=("OPER",))
    assert refused(check, machine, second, CLERK) == "PRT1005"
    check(machine, UserProfile("NEW", group="APPGRP"), CLERK)


def test_nor_does_anybody_reach_a_profile_that_can_do_more(machine: MemorySystem) -> None:
    assert refused(reach, machine, "QSECOFR", CLERK) == "PRT1006"
    assert refused(reach, machine, "NOBODY", OFFICER) == "CPF2204"
    assert reach(machine, "WEBUSR", CLERK).name == "WEBUSR"


def test_everybody_reaches_himself(machine: MemorySystem) -> None:
    oper = User(UserProfile("OPER"), frozenset())

    assert reach(machine, "OPER", oper).name == "OPER"


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        (UserProfile("NEW", group="NOBODY"), "CPF2204"),
        (UserProfile("NEW", group="APPGRP", supplemental=("NOBODY",)), "CPF2204"),
        (UserProfile("NEW", supplemental=("APPGRP",)), "PRT1009"),
        (UserProfile("NEW", group="APPUSER"), "PRT1007"),
        (UserProfile("WEBUSR", group="WEBUSR"), "PRT1007"),
        (UserProfile("APPGRP", group="WEBUSR"), "PRT1008"),
    ],
)
def test_groups_exist_and_do_not_stand_inside_each_other(
    machine: MemorySystem, profile: UserProfile, told: str
) -> None:
    assert refused(check, machine, profile, OFFICER) == told


def test_nobody_shuts_himself_out() -> None:
    own = UserProfile("TRAINER")

    assert refused(check_change, own, own._replace(status="*DISABLED"), OFFICER) == "PRT1010"
    assert refused(check_change, own, own._replace(signs_on=False), OFFICER) == "PRT1010"
    check_change(own, own._replace(text="Me"), OFFICER)
    other = UserProfile("OPER")
    check_change(other, other._replace(status="*DISABLED"), OFFICER)


@pytest.mark.parametrize(
    "change", [{"user_class": "*USER"}, {"special_authorities": ()}, {"group": "APPGRP"}]
)
def test_the_security_officer_keeps_his_powers(change: dict[str, object]) -> None:
    officer = UserProfile("QSECOFR", user_class="*SECOFR", special_authorities=SPECIAL_AUTHORITIES)

    assert refused(check_change, officer, officer._replace(**change), OFFICER) == "PRT1011"


def test_what_holds_a_profile_is_counted_and_told(operator: Operator) -> None:
    operator.reserve(21, 21, "*TCP", "QTCP")
    operator.reserve(80, 89, "*TCP", "QTCP")

    held = holds(operator.system, "QTCP")
    assert held.restrictions == 2 and "FTP" in held.servers
    assert any(job.endswith("QTVTELNET") for job in held.jobs)
    assert str(held).startswith("2 port restrictions, ")
    assert str(holds(operator.system, "APPGRP")) == "2 members"
    assert str(holds(operator.system, "CFTUSER")) == ""
    assert not any(holds(operator.system, "CFTUSER"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("short", "PRT1017"),
        ("", "PRT1017"),
        ("*secret", "PRT1018"),
        ("*****", "PRT1017"),
        ("******", "PRT1018"),
        ("sesame\x1b", "PRT1018"),
        ("s\u00e9same", "PRT1018"),
        (" sesame", "PRT1018"),
        ("x" * 29, "PRT1018"),
        ("Webusr", "PRT1020"),
    ],
)
def test_a_password_that_will_not_do_is_refused_without_being_told(
    machine: MemorySystem, text: str, told: str
) -> None:
    with pytest.raises(EscapeMessage) as escape:
        check_password(machine, text, "WEBUSR", "PASSWORD.0")

    assert escape.value.message.id == told
    assert not text or text not in escape.value.message.data.values()


def test_the_system_value_says_how_short_a_password_may_be(machine: MemorySystem) -> None:
    with machine.transaction(JournalEntry(0.0, "000000/QSYS/SCPF", "QSYS", "")):
        machine.values.put(SystemValue("QPWDMINLEN", "3"))

    check_password(machine, "abc", "WEBUSR", "PASSWORD.0")
    assert refused(check_password, machine, "ab", "WEBUSR", "PASSWORD.0") == "PRT1017"


def test_a_new_password_is_another_one_and_typed_twice(machine: MemorySystem) -> None:
    check_new_password(machine, "ANN", "Sesame-21", "Sesame-22", "Sesame-22")
    same = refused(check_new_password, machine, "ANN", "Sesame-21", "Sesame-21", "Sesame-21")
    differ = refused(check_new_password, machine, "ANN", "Sesame-21", "Sesame-22", "sesame-22")

    assert (same, differ) == ("PRT1019", "PRT1021")
