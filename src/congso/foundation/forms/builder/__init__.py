"""What administrators do to a draft: its parts moved, added, changed; plain Python on JSON."""
