"""Which ids have been seen, in a few bytes each: streams know no end."""

from __future__ import annotations

from array import array
from hashlib import blake2b

_FIRST_SIZE = 1 << 12
_FULLEST = 2 / 3


class IdSet:
    """A set of ids that keeps eight bytes of each, its fingerprint.

    Ten million ids take 128 megabytes, where the strings would take more than one
    gigabyte. Two different ids have the same fingerprint once in 2**64 pairs: among ten
    million, with a chance of three in a million.
    """

    __slots__ = ("_count", "_slots")

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, key: str) -> bool:
        """Whether the id is new; it is in the set afterwards."""
        return self.add_fingerprint(fingerprint(key))

    def add_fingerprint(self, number: int) -> bool:
        """The same for a fingerprint that was kept."""
        if (self._count + 1) > _FULLEST * len(self._slots):
            self._grow()
        place = self._place(self._slots, number)
        if self._slots[place]:
            return False
        self._slots[place] = number
        self._count += 1
        return True

    def _grow(self) -> None:
        wider = array("Q", bytes(16 * len(self._slots)))
        for number in self._slots:
            if number:
                wider[self._place(wider, number)] = number
        self._slots = wider

    @staticmethod
    def _place(slots: array[int], number: int) -> int:
        """Where the number is, or would go: linear probing over a power of two."""
        last = len(slots) - 1
        place = number & last
        while slots[place] not in (0, number):
            place = (place + 1) & last
        return place


def fingerprint(key: str) -> int:
    """Eight bytes of an id as a number above zero, the same in every process."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1
