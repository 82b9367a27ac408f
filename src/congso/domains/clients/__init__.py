"""Programs of others that ask us over the open API, and the addresses we tell of what happens (webhooks)."""
