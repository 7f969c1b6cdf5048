"""Random lines in plain mode."""

from __future__ import annotations

from collections.abc import Iterator

from fuzz import checks
from fuzz.cl import SECRET, STRANGE
from fuzz.runs import BEFORE, Machine, Trial, failures, fresh
from fuzz.secrets import CATALOGUE
from portres_tui.plain.grammar import KEYS
from portres_tui.plain.mode import PlainMode
from portres_tui.plain.spoken import Spoken
from portres_tui.workstation import Workstation


def lines(seed: int, count: int, machine: Machine = fresh) -> Iterator[str]:
    """What a sitting of `count` lines brings to light."""
    with failures() as logged:
        trial = Trial(seed, machine)
        for _ in range(BEFORE):
            yield from trial.command()
        yield from _sit(trial, count)
        yield from logged
        yield from checks.betrayed(trial.system, trial.secrets)


def _sit(trial: Trial, count: int) -> Iterator[str]:
    said: list[str] = []
    left = iter(range(count))

    def ask(prompt: str) -> str:
        if next(left, None) is None:
            raise EOFError
        said.append(prompt)
        return _line(trial, Spoken(mode.keyboard))

    def confide(prompt: str) -> str:
        token = f"{SECRET}{trial.random.randrange(10**6)}"
        trial.secrets.add(token)
        return token

    mode = PlainMode(Workstation(trial.session), ask, said.append, confide, trial.clock.forward)
    mode.run()
    yield from (f"said {line!r}" for line in said if not line.isprintable())
    yield from (f"said {each}" for each in trial.secrets if any(each in line for line in said))
    yield from trial.changes()


def _line(trial: Trial, spoken: Spoken) -> str:
    """Something typed, half of it by the rules."""
    choose = trial.random.choice
    names = [each.name for each in spoken.fields] or ["PORT"]
    word = choose(choose(trial.scribe.words))[:60]
    row, option = trial.random.randint(0, 12), trial.random.randint(0, 12)
    command = CATALOGUE[choose(list(CATALOGUE))]
    line = choose(
        (
            *("", "", "=", "?", "sysreq", "attn", "next", "back", f"{row} {option}"),
            *(choose(list(KEYS)), command.name, f"{choose(names)}={word}", f"{choose(names)}="),
            f"{choose(list(KEYS))} {choose([*names, str(row), 'message', word])}",
            trial.scribe.text()[:300],
            trial.scribe.command(command),
            "".join(trial.random.choices(STRANGE, k=6)),
        )
    )
    return line.replace(SECRET, "Known")
