"""The one logger of the library: ``logging.getLogger("dipevents")``.

It is silent unless the program that uses the library asks to hear it. ``INFO`` tells
how a run goes, ``WARNING`` what was left out of it.
"""

import logging

logger = logging.getLogger("dipevents")
"""What every module of the library logs to."""
logger.addHandler(logging.NullHandler())
