"""The API for systems with credentials: dossiers, documents, statistics of agencies, webhooks (``/api/v1/openapi.json``)."""
