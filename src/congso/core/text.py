"""Vietnamese text."""

import unicodedata


def nfc(text: str) -> str:
    """Composed form (TCVN 6909:2001)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Search key: lower case without tone marks."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """Sorting key."""
    return fold(text)


def sort_name_key(text: str) -> str:
    """Sorting key of a person's name: given name first."""
    return fold(" ".join(reversed(text.split())))
