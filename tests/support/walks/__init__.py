"""Walks to every panel, a file per subject."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from walks.start import Walks

SUBJECTS = sorted({each.name for each in pkgutil.iter_modules(__path__)} - {"start"})

WALKS: Walks = {
    name: walk
    for subject in SUBJECTS
    for name, walk in import_module(f"{__name__}.{subject}").WALKS.items()
}
