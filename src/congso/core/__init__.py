"""Plain Python under everything: errors, actors, clock, Vietnamese text, identity numbers, money."""
