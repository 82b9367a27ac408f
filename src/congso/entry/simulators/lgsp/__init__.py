"""A stand-in for a province's sharing platform with the national databases behind it (D4); everybody in it is invented."""
