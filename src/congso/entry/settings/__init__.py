"""Django settings: ``base`` for all, ``dev``, ``test`` and ``prod`` on top of it; everything from the environment."""
