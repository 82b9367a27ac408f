"""Questions about the catalogue, a file each."""
