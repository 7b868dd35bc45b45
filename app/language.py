"""The language that the window speaks: texts from Qt Linguist's files, for Qt and for plain code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QTranslator

from app.figures import group_digits_with
from app.moments import Days
from app.words import translate_with

_OWN, _QT = "language.own", "language.qt"  # object names of the installed translators


class Language(StrEnum):
    """The languages there are; each but English has a file `eventscope_<value>.qm`."""

    SYSTEM = ""
    ENGLISH = "en"
    CHINESE = "zh_CN"


_spoken = Language.ENGLISH


def spoken() -> Language:
    """The language that is spoken now."""
    return _spoken


def speak(language: Language) -> None:
    """From now on texts are translated into this language. Texts already shown are not altered."""
    app = QCoreApplication.instance()
    assert app is not None, "there is no QApplication yet"
    for name in (_OWN, _QT):
        for translator in app.findChildren(QTranslator, name):
            app.removeTranslator(translator)
            translator.deleteLater()
    global _spoken  # one program has one reader
    _spoken = _of_the_system() if language is Language.SYSTEM else language
    group_digits_with(_locale(language).groupSeparator())
    if _spoken is Language.ENGLISH:
        translate_with(None)
        return
    own, qt = QTranslator(app), QTranslator(app)
    own.setObjectName(_OWN)
    qt.setObjectName(_QT)
    # By its path: from bytes the translator would go on reading memory that Python has freed.
    with as_file(files("resources").joinpath("translations", f"eventscope_{_spoken}.qm")) as path:
        if own.load(str(path)):
            app.installTranslator(own)
    if qt.load(f"qtbase_{_spoken}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    translate_with(QCoreApplication.translate)


def day_writer(days: Days) -> Callable[[date], str] | None:
    """Writes days as in the reader's region, with whole years; None for ISO 8601."""
    if days is Days.ISO:
        return None
    locale = QLocale.system()
    format = locale.dateFormat(QLocale.FormatType.ShortFormat)
    if "yyyy" not in format:
        format = format.replace("yy", "yyyy")

    def write(day: date) -> str:
        return locale.toString(QDate(day.year, day.month, day.day), format)

    return write


def _locale(language: Language) -> QLocale:
    """The locale for numbers: that of the chosen language, else the system's unless it has none ("C")."""
    system = QLocale.system()
    if language is Language.SYSTEM and system.language() is not QLocale.Language.C:
        return system
    return QLocale(_spoken.value)


def _of_the_system() -> Language:
    for name in QLocale.system().uiLanguages():
        if name.startswith("en"):
            return Language.ENGLISH
        if name.startswith(("zh-Hans", "zh-CN")) or name == "zh":
            return Language.CHINESE
    return Language.ENGLISH
