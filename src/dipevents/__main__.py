"""``python -m dipevents`` is the command line."""

import sys

from dipevents.cli import main

sys.exit(main())
