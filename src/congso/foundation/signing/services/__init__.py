"""What is done with keys: take them in, sign with them."""
