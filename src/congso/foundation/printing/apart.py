"""Lay out one paper and end: run as a process of its own by ``render_pdf(large=True)``; JSON in, PDF out."""

from __future__ import annotations

import json
import sys

from congso.foundation.printing.rendering import Paper, compile_paper


def main() -> None:
    """Read the paper from the standard input, write the PDF to the standard output."""
    sys.stdout.buffer.write(compile_paper(Paper(**json.load(sys.stdin.buffer))))


if __name__ == "__main__":
    main()
