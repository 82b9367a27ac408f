"""What is known of citizens' accounts."""
