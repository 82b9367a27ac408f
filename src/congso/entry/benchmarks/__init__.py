"""``congso bench``: speed and memory, each shown beside a baseline measured in the same run."""
