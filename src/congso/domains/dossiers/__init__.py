"""One-stop dossiers (hồ sơ một cửa): taken at the counter, worked against the deadline, returned."""
