"""Work dossiers, as the office knows them."""
