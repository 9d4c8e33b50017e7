"""The errors of the library: one root, one family per stage.

Every message says what was wrong, where, and what to do about it.
"""


class DipEventsError(Exception):
    """Root of every error that the library raises on purpose.

    ``except dipevents.DipEventsError`` catches them all.
    """


class IngestError(DipEventsError):
    """A source cannot be read: no such path, an empty file, broken bytes, no text."""


class DateError(DipEventsError):
    """A date that was handed over is not a date (``2024-02-30``, ``"soon"``)."""


class LexiconError(DipEventsError):
    """A rule file or list is not in its format; names the file and the entry."""


class CorrectionError(DipEventsError):
    """Corrections that cannot be read or kept, or that contradict themselves."""


class PluginError(DipEventsError):
    """A plug-in is unknown, broken or does not keep its protocol."""


class ModelError(DipEventsError):
    """The spaCy pipeline asked for cannot be loaded or lacks a parser."""


class ExportError(DipEventsError):
    """A result cannot be written: unknown format, or a path that cannot be opened."""


class RunError(DipEventsError):
    """A long run cannot start or go on: a full disk, a folder of another run."""


class DipEventsWarning(UserWarning):
    """Root of every warning of the library.

    ``warnings.filterwarnings("error", category=dipevents.DipEventsWarning)`` makes
    them errors.
    """


class PluginWarning(DipEventsWarning):
    """A plug-in is passed over, because its name is another's."""


class MissingExtraError(DipEventsError):
    """A feature needs an optional package; the message names the extra to install."""
