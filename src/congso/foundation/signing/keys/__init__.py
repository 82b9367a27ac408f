"""Where private keys lie: each store signs hashes and gives signatures back."""
