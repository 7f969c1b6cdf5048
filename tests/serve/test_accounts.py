"""Which account is which profile."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from portres_tui.serve.accounts import AccountRefused, Accounts

SOMEBODY = pwd.getpwnam("nobody")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    (tmp_path / "accounts").write_text(
        "# who is who\nnobody  oper APPUSER  # the class\n\ndaemon *\nbin\n"
    )
    return Accounts(tmp_path)


def test_an_account_gets_the_first_of_its_profiles(accounts: Accounts) -> None:
    assert accounts.profile(SOMEBODY.pw_uid) == "OPER"


def test_it_may_name_another_of_its_profiles(accounts: Accounts) -> None:
    assert accounts.profile(SOMEBODY.pw_uid, "appuser") == "APPUSER"


@pytest.mark.parametrize("wanted", ["QSECOFR", "no name", "A" * 11, "\x1b[2J"])
def test_it_may_not_have_any_other(accounts: Accounts, wanted: str) -> None:
    with pytest.raises(AccountRefused) as refused:
        accounts.profile(SOMEBODY.pw_uid, wanted)
    assert str(refused.value).isprintable()


def test_an_account_that_may_have_any_profile_names_one(accounts: Accounts) -> None:
    daemon = pwd.getpwnam("daemon").pw_uid
    assert accounts.profile(daemon, "TRAINER") == "TRAINER"
    with pytest.raises(AccountRefused, match="name one"):
        accounts.profile(daemon)


@pytest.mark.parametrize("uid", [pwd.getpwnam("bin").pw_uid, pwd.getpwnam("mail").pw_uid, 99_999])
def test_an_account_without_a_profile_is_told_whom_to_ask(accounts: Accounts, uid: int) -> None:
    with pytest.raises(AccountRefused, match="owner adds the line"):
        accounts.profile(uid)


def test_the_owner_may_have_every_profile_and_is_the_security_officer_otherwise(
    accounts: Accounts,
) -> None:
    assert accounts.profile(os.getuid()) == "QSECOFR"
    assert accounts.profile(os.getuid(), "WEBUSR") == "WEBUSR"


def test_the_owner_gets_the_profile_of_his_own_line(accounts: Accounts, tmp_path: Path) -> None:
    mine = pwd.getpwuid(os.getuid()).pw_name
    (tmp_path / "accounts").write_text(f"{mine} trainer\n")
    assert accounts.profile(os.getuid()) == "TRAINER"
    assert accounts.profile(os.getuid(), "qsecofr") == "QSECOFR"


def test_a_change_of_the_file_counts_at_once(accounts: Accounts, tmp_path: Path) -> None:
    (tmp_path / "accounts").write_text("nobody WEBUSR\n")
    assert accounts.profile(SOMEBODY.pw_uid) == "WEBUSR"


def test_without_the_file_only_the_owner_comes_in(accounts: Accounts, tmp_path: Path) -> None:
    (tmp_path / "accounts").unlink()
    with pytest.raises(AccountRefused):
        accounts.profile(SOMEBODY.pw_uid)
