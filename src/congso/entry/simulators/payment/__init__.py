"""A stand-in for a payment gateway, which also behaves badly when asked to: late, double, wrong, never."""
