"""Lists and rules as data, and what reads them.

``tables`` holds the lists of names (countries, places, organisations, titles,
office-holders, ambiguous names) whose rows ``records`` defines; ``frames`` the rules
of the event types; the other modules the words of their stage. Files are in ``data/``:
what belongs to one language in a folder of that language. Nothing is read before it is
asked for, and each file once.
"""
