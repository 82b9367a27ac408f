"""What leaves for other systems: written with the change, carried afterwards, in order, until the other side has it."""
