"""CL text at random, made by the definitions of the commands: valid, nearly valid, and not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from random import Random

from portres_tui.cl.definition import Command, Elem, Form, Parm
from portres_tui.cl.syntax import Word, parse
from portres_tui.domain.messages import EscapeMessage
from portres_tui.domain.system import SHAPES, System

SECRET = "Zz9Token"
"""What every secret begins with that is given for a password or the like."""

STRANGE = (
    "\x00\x07\x08\t\n\r\x1b\x7f\x9b\u00ad\u0301\u200b\u202e\u2028\ufeff\ufffd\ud800\udcff"
    "äÄßéŁıİ٣漢字ａ😀'\"(),.;:*/?&%+-=<>|~^`$#@_\\{}[]"
)
"""Characters that CL, terminals or codecs trip over."""

WORDS = (
    "*ALL", "*NONE", "*SAME", "*N", "*", "*ONLY", "*CURRENT", "QSECOFR", "NOBODY", "0", "1", "21",
    "65535", "65536", "-1", "9" * 12, "9" * 400, "A" * 11, "A" * 300, "Q*", "it's", "", " ", "a b",
    "/* */", "&X", "%SST", "A.B", "A/B/C", "QCMD", "000000", "123456/QTCP/QTFTP00092", "10.1.2.3",
)  # fmt: skip


Pool = list[list[str]]
"""Words that mean something on a machine, a list for each kind of thing."""


def pool(system: System) -> Pool:
    """What the rows of a machine are known by, table by table, and WORDS."""
    found: Pool = [list(WORDS)]
    for name, shape in SHAPES.items():
        rows = list(getattr(system, name))
        known = {str(part) for row in rows for part in shape.key_of(row)}
        known |= {str(getattr(row, "id", row[0])) for row in rows}
        generic = {f"{word[:3]}*" for word in known if word[:3].isalpha()}
        found += [sorted(each) for each in (known, generic) if each]
    return found


class Scribe:
    """Writes commands. `secrets` are what it has given for parameters that are secret, where that can
    be told of what has become of the text."""

    def __init__(self, random: Random, catalogue: Mapping[str, Command], words: Pool) -> None:
        self.random = random
        self.catalogue = catalogue
        self.words = words
        self.secrets: set[str] = set()
        self._learned: dict[str, list[str]] = {}
        self._names = list(catalogue)
        self._tokens = 0

    def text(self) -> str:
        """A command, or something that is none: half of what comes is valid."""
        command = self.catalogue[self.random.choice(self._names)]
        written = self.command(command)
        if self.random.random() < 0.5:
            return written
        spoilt = self.random.choice(SPOILERS)(self, written)
        self.secrets = {each for each in self.secrets if is_secret(each, spoilt, self.catalogue)}
        return spoilt

    def command(self, command: Command) -> str:
        """A call that the definition of this command allows, as far as it tells."""
        chance = self.random.random()
        given = [p for p in command.parms if p.required or self.random.random() < chance]
        positional = 0
        if self.random.random() < 0.3:
            while positional < len(given) and given[positional] is command.parms[positional]:
                positional += 1
        words = [self._group(parm, bare=True) for parm in given[:positional]]
        words += [f"{parm.keyword}({self._group(parm)})" for parm in given[positional:]]
        return self._cased(" ".join([command.name, *words]), command)

    def learn(self, text: str) -> None:
        """A command that was not refused: what it names is worth naming again."""
        for keyword, value in parse(text).keywords:
            for word in value if isinstance(value, tuple) else (value,):
                if isinstance(word, Word):
                    self._learned.setdefault(keyword, []).append(word.text)

    def value(self, elem: Elem, keyword: str) -> str:
        """Something that this element takes, or the last of what was tried."""
        if elem.secret:
            self._tokens += 1
            token = f"{SECRET}{self._tokens}x{self.random.randrange(10**6)}"
            self.secrets.add(token)
            return token
        if elem.values and self.random.random() < 0.7:
            return self.random.choice(elem.values)
        known = [each for each in self._learned.get(keyword, ())[-50:] if _takes(elem, each)]
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        low, high = getattr(elem.type, "low", None), getattr(elem.type, "high", None)
        if low is not None and high is not None:
            return str(self.random.choice((low, high, self.random.randint(low, high))))
        text = elem.default or "*N"
        for kind in self.random.choices(self.words, k=8):
            text = self.random.choice(kind)
            if _takes(elem, text):
                return text
        return text

    def _group(self, parm: Parm, *, bare: bool = False) -> str:
        """The words of a parameter; `bare` by position, where several need parentheses."""
        if parm.single and self.random.random() < 0.2:
            return self.random.choice(parm.single)
        count = self.random.randint(1, min(parm.most, 4))
        items = [self._item(parm) for _ in range(count)]
        text = " ".join(items)
        return f"({text})" if bare and (count > 1 or " " in text) else text

    def _item(self, parm: Parm) -> str:
        values = [self.value(elem, parm.keyword) for elem in parm.elements]
        if parm.form is Form.QUALIFIED:
            used = values[: self.random.randint(1, len(values))]
            return "/".join(word for word in reversed(used) if word) or "*N"
        words = [_word(value) for value in values[: self.random.randint(1, len(values))]]
        return f"({' '.join(words)})" if parm.is_list and len(words) > 1 else " ".join(words)

    def _cased(self, text: str, command: Command) -> str:
        if command.secret or self.random.random() < 0.6:
            return text
        return self.random.choice((text.lower, text.title, text.swapcase))()


def is_secret(token: str, text: str, catalogue: Mapping[str, Command]) -> bool:
    """Does `text` tell that this is a secret? Not if it stands under the name of something else, or
    where the command has a value that anybody may know."""
    name = re.match(r"[\s?]*([^\s()]+)", text)
    command = catalogue.get(name[1].rpartition("/")[2].lstrip("?").upper()) if name else None
    if command is None or not command.secret or token not in text:
        return False
    try:
        call = parse(text)
    except EscapeMessage:
        return True
    first = min(n for n, parm in enumerate(command.parms) if parm.keyword in command.secret)
    open_ones = [repr(value) for value in call.positional[:first]]
    known = {parm.keyword for parm in command.parms} - command.secret
    open_ones += [repr(value) for keyword, value in call.keywords if keyword in known]
    return not any(token in each for each in (call.name, call.library, *open_ones))


def _takes(elem: Elem, text: str) -> bool:
    try:
        elem.read(text)
    except ValueError:
        return False
    return True


def _word(value: str) -> str:
    plain = value.isascii() and value.replace("*", "").replace(".", "").isalnum()
    return value if plain or value == "*" else "'" + value.replace("'", "''") + "'"


Spoiler = Callable[[Scribe, str], str]


def _at(scribe: Scribe, text: str) -> int:
    return scribe.random.randint(0, len(text))


def _truncated(scribe: Scribe, text: str) -> str:
    return text[: _at(scribe, text)]


def _inserted(what: Iterable[str]) -> Spoiler:
    listed = list(what)

    def spoil(scribe: Scribe, text: str) -> str:
        for _ in range(scribe.random.randint(1, 3)):
            at = _at(scribe, text)
            text = text[:at] + scribe.random.choice(listed) + text[at:]
        return text

    return spoil


def _cut(scribe: Scribe, text: str) -> str:
    first, last = sorted((_at(scribe, text), _at(scribe, text)))
    return text[:first] + text[last:]


def _doubled(scribe: Scribe, text: str) -> str:
    first, last = sorted((_at(scribe, text), _at(scribe, text)))
    return text[:last] + text[first:]


def _nested(scribe: Scribe, text: str) -> str:
    depth = scribe.random.choice((2, 6, 400))
    head, _, rest = text.partition("(")
    return f"{head}{'(' * depth}{rest}{')' * scribe.random.choice((0, depth - 1, depth))}"


def _huge(scribe: Scribe, text: str) -> str:
    return text + scribe.random.choice((" A", "(", "'", " X(1)", "漢", " *N")) * 34_000


def _another(scribe: Scribe, text: str) -> str:
    """The values of one command under the name of another."""
    return f"{scribe.random.choice(list(scribe.catalogue))} {text.partition(' ')[2]}"


def _noise(scribe: Scribe, text: str) -> str:
    size = scribe.random.randint(0, 60)
    return "".join(scribe.random.choices(STRANGE + "ABC xyz 019", k=size))


def _prefixed(scribe: Scribe, text: str) -> str:
    return scribe.random.choice(("?", "??", "QSYS/", "*LIBL/", "NOLIB/", "/* c */ ", "  ")) + text


SPOILERS: tuple[Spoiler, ...] = (
    _truncated,
    _truncated,
    _inserted(STRANGE),
    _inserted(STRANGE),
    _inserted(("'", "''", "(", ")", "()", "?", "*N", "/*", "*/", "+", ",")),
    _inserted(WORDS),
    _cut,
    _doubled,
    _nested,
    _another,
    _noise,
    _prefixed,
    _huge,
)
