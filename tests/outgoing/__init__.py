"""Documents on their way out, with an authority that signs."""
