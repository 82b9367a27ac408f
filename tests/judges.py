"""Programs of others that judge what is made here; a machine without one says which test it left out."""

from __future__ import annotations

import os
import shutil

import pytest


def need(*programs: str) -> None:
    """Leave the test out where a judge is missing, and name it; where all are demanded (``.ci/run``), fail instead."""
    missing = [each for each in programs if not shutil.which(each)]
    if not missing:
        return
    words = f"{', '.join(missing)}: not on this machine (apt-get install poppler-utils libnss3-tools xmlsec1 softhsm2 libreoffice-writer-nogui tesseract-ocr tesseract-ocr-vie)"
    if os.environ.get("CONGSO_REQUIRE_BROWSER") == "1":
        pytest.fail(words)
    pytest.skip(words)
