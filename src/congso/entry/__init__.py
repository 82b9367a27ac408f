"""What is started: settings, addresses, the command line, the embedded PostgreSQL. No rules of the office."""
