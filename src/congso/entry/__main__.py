"""``python -m congso.entry`` is ``congso``."""

from congso.entry.cli import main

if __name__ == "__main__":
    main()
