"""The API for everybody: the catalogue, open data, public figures, following a dossier by its code (``/api/openapi.json``)."""
