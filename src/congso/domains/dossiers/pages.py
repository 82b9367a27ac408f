"""Pages of this room on which other rooms may put their parts (see ``foundation/web/panels``)."""

PAGE = "dossier"
"""The page of a dossier; asked with its id."""
INTAKE = "dossier-intake"
"""The counter's screen; asked with the key of the form, which becomes the dossier's ``intake_key``."""
