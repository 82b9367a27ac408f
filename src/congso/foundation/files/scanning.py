"""Files that came while the scanner was silent, or before there was one, are scanned by the worker."""

from __future__ import annotations

from congso.core import clock
from congso.core.actors import system_actor
from congso.foundation.audit.writing import write_action
from congso.foundation.files import clamd
from congso.foundation.files.models import ScanState, StoredFile
from congso.foundation.files.services import open_file

SCANNER = system_actor("Máy quét mã độc")
AT_ONCE = 200
_OPEN = (ScanState.WAITING, ScanState.UNSCANNED)


def scan_waiting() -> int:
    """Scan what no scanner has passed yet, the oldest first; how many were scanned. Stops when it falls silent."""
    if not clamd.is_set_up():
        return 0
    done = 0
    for stored in StoredFile.objects.filter(scan__in=_OPEN).order_by("stored_at")[:AT_ONCE]:
        try:
            with open_file(stored) as stream:
                verdict = clamd.scan(stream)
        except clamd.ScannerSilent:
            return done
        except FileNotFoundError:  # left by a transaction that was rolled back; nobody can open it either
            continue
        _settle(stored, verdict)
        done += 1
    return done


def _settle(stored: StoredFile, verdict: clamd.Verdict) -> None:
    """Keep what was found; a find is an act of the system and stands in the log."""
    state = ScanState.CLEAN if verdict.is_clean else ScanState.INFECTED
    rows = StoredFile.objects.filter(pk=stored.pk, scan__in=_OPEN)
    if verdict.is_clean:
        rows.update(scan=state, scanned_at=clock.now())
        return
    with write_action("files.find_infected", actor=SCANNER) as action:
        rows.update(scan=state, scanned_at=action.at)
        action.record(("files.storedfile", stored.pk[:40]), sha256=stored.pk, malware=verdict.found)
