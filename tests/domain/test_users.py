"""Profiles, their groups, and what these add."""

from __future__ import annotations

from portres_tui.domain.users import SPECIAL_AUTHORITIES, UserProfile, user

APPGRP = UserProfile("APPGRP", special_authorities=("*JOBCTL",))
NETGRP = UserProfile("NETGRP", special_authorities=("*IOSYSCFG", "*AUDIT"))
GROUPS = {"APPGRP": APPGRP, "NETGRP": NETGRP}


def test_a_profile_has_no_groups_unless_it_says_so() -> None:
    assert UserProfile("WEBUSR").groups == ()


def test_the_first_group_stands_before_the_supplemental_ones() -> None:
    profile = UserProfile("APPUSER", group="APPGRP", supplemental=("NETGRP", "OTHER"))

    assert profile.groups == ("APPGRP", "NETGRP", "OTHER")


def test_supplemental_groups_count_without_a_first_one() -> None:
    assert UserProfile("APPUSER", supplemental=("NETGRP",)).groups == ("NETGRP",)


def test_a_user_holds_the_authorities_of_the_profile_and_of_its_groups() -> None:
    profile = UserProfile(
        "APPUSER", special_authorities=("*SERVICE",), group="APPGRP", supplemental=("NETGRP",)
    )

    at_work = user(profile, GROUPS.get)

    assert at_work.name == "APPUSER"
    assert at_work.authorities == {"*SERVICE", "*JOBCTL", "*IOSYSCFG", "*AUDIT"}


def test_a_group_that_is_gone_adds_nothing() -> None:
    assert user(UserProfile("APPUSER", group="GONE"), GROUPS.get).authorities == frozenset()


def test_a_group_of_a_group_adds_nothing() -> None:
    nested = {"APPGRP": UserProfile("APPGRP", group="NETGRP"), "NETGRP": NETGRP}

    assert user(UserProfile("APPUSER", group="APPGRP"), nested.get).authorities == frozenset()


def test_the_special_authorities_are_those_of_ibm_i() -> None:
    assert tuple(sorted(SPECIAL_AUTHORITIES)) == SPECIAL_AUTHORITIES
    assert len(SPECIAL_AUTHORITIES) == 8 and "*IOSYSCFG" in SPECIAL_AUTHORITIES
