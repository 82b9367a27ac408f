"""Stories across neighbouring modules, a file each."""
