"""The Event pane: one event whole, as tree and as recorded text, with links to what it belongs to."""

from app.event_detail.pane import EventPane

__all__ = ["EventPane"]
