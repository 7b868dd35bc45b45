"""`Jobs.submit` bound to the widget that asks, as presenters are given it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.jobs import Jobs
from app.work import Submit


def owned_submit(jobs: Jobs, owner: QObject) -> Submit:
    """Nothing is delivered any more once `owner` is deleted, and keys are the owner's own."""
    submit: Submit = partial(jobs.submit, owner=owner)
    return submit
