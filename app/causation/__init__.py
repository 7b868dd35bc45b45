"""The Causation pane: what led to an event and what followed, as a tree, a graph and lanes."""

from app.causation.pane import CausationPane

__all__ = ["CausationPane"]
