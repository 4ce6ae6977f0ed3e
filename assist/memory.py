"""What a process keeps of jobs so that a push needs no read: a cache that may be dropped at any time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assist.guidance.log.states import States
from assist.messages.views import VehicleLine
from knowledge.procedures.models import Procedure

MOST = 5_000
"""Entries of each kind; then the kind starts anew."""


@dataclass(frozen=True)
class JobFile:
    """What never changes of a job."""

    job: str
    repair_order: str
    shop: str
    order_number: str
    vehicle: VehicleLine


@dataclass(frozen=True)
class Memory:
    """Folded states, versions by hash, job files, and people's names as last read."""

    states: States = field(default_factory=States)
    versions: dict[str, Procedure] = field(default_factory=dict)
    files: dict[str, JobFile] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def keep_version(self, version: str, procedure: Procedure) -> None:
        """Keep an approved version; it is immutable."""
        _room(self.versions)
        self.versions[version] = procedure

    def keep_file(self, file: JobFile) -> None:
        """Keep what never changes of a job."""
        _room(self.files)
        self.files[file.job] = file

    def keep_names(self, names: Mapping[str, str]) -> None:
        """Keep names as they are now."""
        _room(self.names)
        self.names.update(names)


def _room(entries: dict[str, object] | dict[str, str] | dict[str, JobFile] | dict[str, Procedure]) -> None:
    if len(entries) >= MOST:
        entries.clear()
