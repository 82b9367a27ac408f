"""What may be done about national databases."""
