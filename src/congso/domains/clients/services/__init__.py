"""What is done about programs that ask us."""
