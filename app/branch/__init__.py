"""The What if pane: a branch of the log, its edits, and what they would have changed."""

from app.branch.pane import WhatIfPane

__all__ = ["WhatIfPane"]
