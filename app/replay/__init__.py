"""The Replay pane: the journal's commands decided again by the code of today."""

from app.replay.pane import ReplayPane

__all__ = ["ReplayPane"]
