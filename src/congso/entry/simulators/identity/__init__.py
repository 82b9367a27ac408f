"""A stand-in for the national identity (VNeID through VNConnect): OpenID Connect with invented people."""
