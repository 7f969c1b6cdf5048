"""How a list is being looked at: which columns and keys it shows, in which order, and which rows.

What the rows depend on goes into the arguments of the panel, where those who make them find it.
"""

from __future__ import annotations

from portres_tui.display.frame import Talk
from portres_tui.display.subset import SubsetFrame
from portres_tui.domain.messages import completion, diagnostic
from portres_tui.panels.lists import WorkWith
from portres_tui.panels.model import Action, Key

_SWITCHES = (Action.OTHER_VIEW, Action.MORE_KEYS, Action.NUMBERS)
"""What is either on or off."""


class ListLooks:
    """The looks of one list."""

    def __init__(self, panel: WorkWith, arguments: dict[str, object]) -> None:
        self.panel = panel
        self.arguments = arguments
        self._on: set[Action] = set()
        self._chosen = False

    @property
    def other(self) -> bool:
        """Does it show its other columns?"""
        return Action.OTHER_VIEW in self._on

    def keys(self) -> tuple[Key, ...]:
        """The keys as they are labelled now."""
        shown = self.panel.more_keys if Action.MORE_KEYS in self._on else self.panel.keys
        return tuple(
            key._replace(label=key.other) if key.other and key.does in self._on else key
            for key in shown
        )

    def takes(self, action: Action) -> bool:
        return action in (*_SWITCHES, Action.SORT, Action.SUBSET)

    def act(self, action: Action, column: str, talk: Talk) -> bool:
        """Do it, with the cursor in `column`; True when the rows are others."""
        if action is Action.SORT:
            return self._sort(column, talk)
        if action is Action.SUBSET:
            talk.push(SubsetFrame(self.panel, self.arguments, self._take))
            return False
        self._on ^= {action}
        self.arguments["numbers"] = Action.NUMBERS in self._on
        return action is Action.NUMBERS

    def chosen_anew(self) -> bool:
        """Have other rows been chosen since this was asked last?"""
        chosen, self._chosen = self._chosen, False
        return chosen

    def _sort(self, column: str, talk: Talk) -> bool:
        if not column:
            talk.tell(diagnostic("PRT1410"))
            return False
        self.arguments["sort"] = column
        talk.tell(completion("PRT1411", column=column))
        return True

    def _take(self, chosen: dict[str, str]) -> None:
        self.arguments["subset"] = chosen
        self._chosen = True
