"""Commands of `congso`, a file each."""
