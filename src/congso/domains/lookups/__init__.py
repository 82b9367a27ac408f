"""National databases asked by contract: each look-up for a dossier and a purpose, logged, kept no longer than a rule says."""
