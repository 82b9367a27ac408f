"""Units (đơn vị) with dates: names, places in the tree, successions. Any depth; never assume a number of levels."""
