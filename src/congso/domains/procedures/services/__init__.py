"""What changes the catalogue, a file each."""
