"""Reports and figures: every figure opens the dossiers behind it."""
