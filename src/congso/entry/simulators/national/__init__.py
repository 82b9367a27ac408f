"""A stand-in for the national portal's side of the synchronisation (D3): one address, a session, everything in memory."""
