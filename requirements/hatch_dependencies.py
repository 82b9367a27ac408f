"""Read the run-time dependencies from base.in, so that they are written once."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class DependenciesFromBaseIn(MetadataHookInterface):
    """Fill ``dependencies`` from ``requirements/base.in``."""

    def update(self, metadata: dict[str, object]) -> None:
        """Take every line that is not a build tool."""
        lines = (Path(__file__).parent / "base.in").read_text(encoding="utf-8").split()
        metadata["dependencies"] = [line for line in lines if line not in {"hatchling", "editables"}]
