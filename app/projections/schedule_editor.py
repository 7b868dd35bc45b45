"""The dialog in which a person writes a schedule; says in plain words what it means while they type."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar, cast

from PySide6.QtCore import QDateTime, QTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.plain_text import PlainLabel
from app.projections.schedule_form import KINDS, UNITS, Kind, Reading, ScheduleForm, form_of, read
from app.projections.state import ScheduleRow
from app.words import QT_TRANSLATE_NOOP, translate
from infra import clock

W = TypeVar("W", bound=QWidget)
_UTC = QTimeZone(QTimeZone.Initialization.UTC)
_CRON_HELP = QT_TRANSLATE_NOOP(
    "Projections", "minute  hour  day of the month  month  weekday, in UTC; * means any"
)


class ScheduleEditor(QDialog):
    """Asks for a projection and a trigger; `chosen(id, projection, trigger)` when it is accepted.

    Parameters
    ----------
    schedule:
        The schedule to change; None for a new one, whose id is "".
    """

    chosen = Signal(object, object, object)

    def __init__(
        self,
        projections: tuple[str, ...],
        preferred: str,
        parent: QWidget | None = None,
        *,
        schedule: ScheduleRow | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("projections.schedule_editor")
        self.setWindowTitle(
            self.tr("Schedule a rebuild") if schedule is None else self.tr("Edit the schedule")
        )
        self._reading = Reading(None, "")
        self._id = "" if schedule is None else schedule.id
        self._build(projections, preferred if schedule is None else schedule.projection)
        if schedule is not None and schedule.fires is not None:
            self._fill(form_of(schedule.fires, clock.now()))
        self._show_meaning()

    def form(self) -> ScheduleForm:
        """The fields as they stand."""
        moment = cast(datetime, self._moment.dateTime().toUTC().toPython())
        return ScheduleForm(
            kind=cast(Kind, self._kind.currentData()),
            count=self._count.value(),
            unit=self._unit.currentData(),
            time=self._time.time().toString("HH:mm"),
            expression=self._cron.text(),
            moment=moment.replace(tzinfo=UTC),
        )

    def accept(self) -> None:
        if self._reading.trigger is not None:
            self.chosen.emit(self._id, self._projection.currentText(), self._reading.trigger)
            super().accept()

    def _build(self, projections: tuple[str, ...], preferred: str) -> None:
        self._projection = _named(QComboBox(self), "projection", self.tr("Projection to rebuild"))
        self._projection.addItems(projections)
        self._projection.setCurrentText(preferred)
        self._kind = _named(QComboBox(self), "kind", self.tr("Kind of schedule"))
        for kind, words in KINDS:
            self._kind.addItem(translate("Projections", words), kind)
        self._fields = QStackedWidget(self)
        for page in (self._every_page(), self._daily_page(), self._cron_page(), self._once_page()):
            self._fields.addWidget(page)
        self._meaning = _named(PlainLabel(self), "meaning", self.tr("What this schedule means"))
        self._meaning.setWordWrap(True)
        self._meaning.setMinimumWidth(46 * self.fontMetrics().averageCharWidth())
        self._meaning.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self._buttons = QDialogButtonBox(self)
        accept = self.tr("Save changes") if self._id else self.tr("Add schedule")
        self._add = self._buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._add.setObjectName("projections.schedule_editor.add")
        self._add.setProperty("primary", True)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Rebuild"), self._projection)
        form.addRow(self.tr("When"), self._kind)
        form.addRow("", self._fields)
        form.addRow(self.tr("Means"), self._meaning)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.LARGE)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self._kind.currentIndexChanged.connect(self._kind_chosen)
        self._count.valueChanged.connect(self._show_meaning)
        self._unit.currentIndexChanged.connect(self._show_meaning)
        self._time.timeChanged.connect(self._show_meaning)
        self._cron.textChanged.connect(self._show_meaning)
        self._moment.dateTimeChanged.connect(self._show_meaning)

    def _fill(self, form: ScheduleForm) -> None:
        self._kind.setCurrentIndex(self._kind.findData(form.kind))
        self._count.setValue(form.count)
        self._unit.setCurrentIndex(self._unit.findData(form.unit))
        self._time.setTime(QTime.fromString(form.time, "HH:mm"))
        self._cron.setText(form.expression)
        self._moment.setDateTime(QDateTime.fromMSecsSinceEpoch(round(form.moment.timestamp()) * 1000, _UTC))

    def _every_page(self) -> QWidget:
        self._count = _named(QSpinBox(self), "count", self.tr("How many"))
        self._count.setRange(1, 1_000_000)
        self._count.setValue(10)
        self._unit = _named(QComboBox(self), "unit", self.tr("Unit of time"))
        for unit in UNITS:
            self._unit.addItem(translate("Projections", unit), unit)
        self._unit.setCurrentIndex(self._unit.findData("minutes"))
        return _page(self._count, self._unit)

    def _daily_page(self) -> QWidget:
        self._time = _named(QTimeEdit(QTime(3, 0), self), "time", self.tr("Time of day, UTC"))
        self._time.setDisplayFormat("HH:mm")
        return _page(self._time, PlainLabel("UTC", self))

    def _cron_page(self) -> QWidget:
        self._cron = _named(QLineEdit("0 3 * * mon-fri", self), "cron", self.tr("Cron expression"))
        self._cron.setFont(theme.monospace())
        self._cron.setToolTip(translate("Projections", _CRON_HELP))
        return _page(self._cron)

    def _once_page(self) -> QWidget:
        soon = QDateTime.currentDateTimeUtc().addSecs(3600)
        self._moment = _named(QDateTimeEdit(soon, self), "moment", self.tr("Moment, UTC"))
        self._moment.setTimeZone(_UTC)
        self._moment.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self._moment.setCalendarPopup(True)
        return _page(self._moment, PlainLabel("UTC", self))

    def _kind_chosen(self, number: int) -> None:
        self._fields.setCurrentIndex(number)
        self._show_meaning()

    def _show_meaning(self) -> None:
        self._reading = reading = read(self.form(), clock.now())
        self._add.setEnabled(reading.trigger is not None)
        is_wrong = bool(reading.problem)
        if is_wrong:
            text = reading.problem
        else:
            runs = "\n".join(f"    {run}" for run in reading.next_runs)
            words = f"{reading.words[:1].upper()}{reading.words[1:]}"
            text = self.tr("{0}. Next, in your time zone:\n{1}").format(words, runs)
        self._meaning.setText(text)
        for widget, name, value in (
            (self._meaning, "role", "danger" if is_wrong else "muted"),
            (self._cron, "invalid", is_wrong),
        ):
            if widget.property(name) != value:
                widget.setProperty(name, value)
                widget.style().polish(widget)


def _named(widget: W, name: str, accessible: str) -> W:
    widget.setObjectName(f"projections.schedule_editor.{name}")
    widget.setAccessibleName(accessible)
    return widget


def _page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        row.addWidget(widget, 1 if len(widgets) == 1 else 0)
    if len(widgets) > 1:
        row.addStretch(1)
    return page
