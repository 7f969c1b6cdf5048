"""What a list is shown with that is the list of something."""

from __future__ import annotations


def arguments(name: str, job: str) -> dict[str, object]:
    """Of the list with this name; `job` is anybody's, as number/user/name."""
    return {
        "SELJOB": {"name": ("QTVTELNET", "", ""), "again": "DSPJOBLOG JOB({job})"},
        "WRKOUTQ": {"queue": "QEZJOBLOG"},
        "JOBSPLF": {"job": job},
        "DSPJOBSPLF": {"job": job},
    }.get(name, {})
