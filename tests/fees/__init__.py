"""Paying from one end to the other: dossiers, fees and the stand-in for a gateway together."""
