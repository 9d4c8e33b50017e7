"""How well and how fast events are linked, on a made corpus whose truth is known.

    python benchmarks/linking.py            # 1,000 to 100,000 mentions
    python benchmarks/linking.py 5000 20000 # other sizes
    python benchmarks/linking.py --blocks 10000         # in blocks beside at once
    python benchmarks/linking.py --blocks articles.jsonl  # the same, of articles

Every event of the corpus is told by one to twelve documents, each in its own way: with
names spelt otherwise, cut or left out, a day that is a slip, or only a week, a month or
a year, in the place or only in the country, in some of the event's words. Printed are
B-cubed precision, recall and F1 over all mentions, processor time, and its growth
against the number of mentions: 1.00 is in line.

With ``--blocks`` the made documents have days of publication, and the reports are
linked both at once and in blocks, as long runs of more than 50,000 reports are.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from dipevents import extract_events, link_events, parse_corpus
from dipevents.models import (
    DateValue,
    Document,
    Event,
    EventMention,
    Participant,
    Place,
)
from dipevents.streams.blocks import Groups, block_keys, linked_group, links_of_block

SIZES = (1_000, 10_000, 100_000)
SEED = 20310504
START = date(2021, 1, 1)
YEARS = 10
TYPES = {
    "meeting": 6, "visit": 4, "call": 3, "agreement": 2, "accusation": 2,
    "negotiation": 1, "sanction": 1, "aid": 1, "message": 1,
}  # fmt: skip
DATES = {"day": 72, "slip": 5, "week": 5, "month": 11, "year": 3, "none": 4}
COUNTRIES = (
    "ARG ARM AUS AUT AZE BEL BGR BLR BRA CAN CHE CHL CHN COL CUB CZE DEU DNK EGY ESP "
    "EST ETH FIN FRA GBR GEO GHA GRC HUN IDN IND IRL IRN IRQ ISR ITA JPN KAZ KEN KOR "
    "LTU LVA MAR MEX MNG NGA NLD NOR NZL PAK PER PHL POL PRK PRT ROU RUS SAU SRB SVK "
    "SWE SYR THA TUR UKR USA UZB VEN VNM ZAF"
).split()
GIVEN = (
    "Aleksandr Sergei Mikhail Yuri Nikolai Andrei Dmitry Viktor Maksim Igor Mohammed "
    "Khalid Hussein Yusuf Ibrahim Mahmoud Tariq Faisal Carlos Miguel Ricardo Fernando "
    "Beatriz Lucia Hans Gerhard Ingrid Matti Kirsti Eduardo Roberto Giulia Thomas "
    "Margaret William Patricia Kwame Abena Arjun Lakshmi Hiroshi Kenji Nursultan"
).split()
FAMILY = (
    "Volkov Ryabinin Shestakov Ryzhov Makarenko Tkachenko Kharitonov Zhdanov Yakovlev "
    "Fyodorov Belyaev Qasimi Haddad Barakat Suleimani Rahmani Khalidi Farouk Mansouri "
    "Valdivia Montenegro Echeverria Saavedra Quintana Zapatero Lindqvist Hoffmann "
    "Schreiber Virtanen Korhonen Bergstrom Castellani Fontanelli Whitaker Pemberton "
    "Asante Mensah Chatterjee Venkatesan Yamashita Kobayashi Abdrakhmanov Karimov"
).split()
SWAPS = (
    ("ks", "x"), ("kh", "h"), ("ei", "ey"), ("ai", "ay"), ("zh", "j"), ("ya", "ia"),
    ("ou", "u"), ("mm", "m"), ("ss", "s"), ("sh", "sch"), ("v", "w"), ("q", "k"),
)  # fmt: skip
TOPICS = (
    "fisheries railways customs visas gas wheat satellites ports refugees vaccines "
    "tourism uranium missiles prisoners borders dams textiles banking universities "
    "airlines cables forests drones steel archives debts pipelines tariffs ferries "
    "glaciers hospitals museums semiconductors lithium sanitation cybercrime piracy"
).split()


@dataclass(frozen=True)
class Official:
    """A person of the made world."""

    name: str
    middle: str
    country: str


@dataclass(frozen=True)
class Happening:
    """An event of the made world, as it was."""

    number: int
    kind: str
    first: Official
    second: Official
    day: date
    city: str
    topics: tuple[str, ...]


def spelt(official: Official, rng: random.Random) -> str:
    """The name as another newsroom would print it."""
    given, family = official.name.split()
    if rng.random() < 0.4:
        old, new = rng.choice(SWAPS)
        given, family = given.replace(old, new), family.replace(old, new)
    chance = rng.random()
    if chance < 0.08:
        return f"{given[0]}. {family}"
    if chance < 0.14:
        return f"{given} {official.middle}. {family}"
    if chance < 0.2:
        return family
    if chance < 0.23:
        return f"{family} {given}"
    return f"{given} {family}"


def world(rng: random.Random) -> dict[str, list[Official]]:
    """Three officials for each country, no two of the same family name."""
    officials = {}
    for country in COUNTRIES:
        families = rng.sample(FAMILY, 3)
        officials[country] = [
            Official(
                f"{rng.choice(GIVEN)} {family}", rng.choice("ABDEGKLMNPRST"), country
            )
            for family in families
        ]
    return officials


def happenings(count: int, rng: random.Random) -> list[Happening]:
    """Events over ten years; some dyads are far busier than others."""
    officials = world(rng)
    weights = [1 / (rank + 3) for rank in range(len(COUNTRIES))]
    found = []
    for number in range(count):
        one, two = rng.choices(COUNTRIES, weights, k=2)
        while one == two:
            two = rng.choice(COUNTRIES)
        host = rng.choice((one, two))
        found.append(
            Happening(
                number,
                rng.choices(list(TYPES), list(TYPES.values()))[0],
                rng.choices(officials[one], (4, 4, 1))[0],
                rng.choices(officials[two], (4, 4, 1))[0],
                START + timedelta(days=rng.randrange(365 * YEARS)),
                f"{host.title()}ville {rng.randrange(3)}/{host}",
                tuple(rng.sample(TOPICS, 3)),
            )
        )
    return found


def told_date(day: date, rng: random.Random) -> DateValue | None:
    """The day as an article gives it."""
    how = rng.choices(list(DATES), list(DATES.values()))[0]
    if how == "none":
        return None
    if how == "slip":
        day += timedelta(days=rng.choice((-1, 1)))
    first = last = day
    edtf, grain = day.isoformat(), "day"
    if how == "week":
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
        edtf, grain = f"{first}/{last}", "week"
    elif how == "month":
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        edtf, grain = f"{day:%Y-%m}", "month"
    elif how == "year":
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
        edtf, grain = f"{day:%Y}", "year"
    return DateValue(edtf=edtf, earliest=first, latest=last, granularity=grain)


def told(happening: Happening, document: str, rng: random.Random) -> Event:
    """The event as one document tells it."""
    mutual = happening.kind in {"meeting", "negotiation", "call", "agreement"}
    people = []
    for official, role in ((happening.first, "actor"), (happening.second, "recipient")):
        role = "actor" if mutual else role
        named = rng.random() < 0.85
        people.append(
            Participant(
                kind="person" if named else "country",
                name=spelt(official, rng) if named else official.country,
                country=official.country,
                role=role,
            )
        )
    city, _, country = happening.city.partition("/")
    where = rng.choices((city, country, None), (60, 20, 20))[0]
    topics = " and ".join(rng.sample(happening.topics, rng.choice((1, 2, 2, 3))))
    place = Place(name=where, country=country) if where else None
    when = told_date(happening.day, rng)
    text = f"{people[0].name} {happening.kind} {people[1].name} on {topics}"
    mention = EventMention(
        document_id=document,
        start=0,
        end=len(text),
        text=text,
        trigger=happening.kind,
        trigger_start=0,
        trigger_end=1,
        date=when,
        place=place,
    )
    return Event(
        id=f"{happening.kind}-{document}",
        type=happening.kind,
        status="occurred",
        date=when,
        place=place,
        participants=tuple(people),
        mentions=(mention,),
    )


def corpus(size: int, seed: int = SEED) -> tuple[list[Event], dict[str, int]]:
    """So many reports, shuffled, and the event that each tells of."""
    rng = random.Random(seed)  # noqa: S311 - a made world, no secret
    reports: list[Event] = []
    truth: dict[str, int] = {}
    for happening in happenings(size // 3, rng):
        for _ in range(min(1 + int(rng.expovariate(0.35)), 12)):
            if len(reports) < size:
                document = f"d{len(reports):06d}"
                reports.append(told(happening, document, rng))
                truth[document] = happening.number
    rng.shuffle(reports)
    return reports, truth


def b_cubed(truth: dict[str, int], found: dict[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1, each item counting once."""
    both = Counter((truth[d], found[d]) for d in truth)
    true_size, found_size = Counter(truth.values()), Counter(found.values())
    precision = sum(n * n / found_size[f] for (_, f), n in both.items()) / len(truth)
    recall = sum(n * n / true_size[t] for (t, _), n in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def run(size: int) -> tuple[int, float, tuple[float, float, float]]:
    """Events found, seconds and B-cubed scores for a corpus of this size."""
    reports, truth = corpus(size)
    begun = time.process_time()
    events = link_events(reports)
    seconds = time.process_time() - begun
    found = {
        mention.document_id: number
        for number, event in enumerate(events)
        for mention in event.mentions
    }
    return len(events), seconds, b_cubed(truth, found)


# --- in blocks --------------------------------------------------------------------


def published(reports: list[Event], truth: dict[str, int]) -> list[Document]:
    """The documents: most of the next days, some of a later year, some undated."""
    rng = random.Random(SEED + 2)  # noqa: S311
    days: dict[int, date] = {}
    for report in reports:
        if report.date is not None and report.date.granularity == "day":
            days.setdefault(truth[report.mentions[0].document_id], report.date.latest)
    made = []
    for report in reports:
        mention = report.mentions[0]
        day = days.get(truth[mention.document_id])
        late = rng.choices(
            (rng.randrange(3), rng.randrange(30, 500), None), (85, 10, 5)
        )
        when = None
        if day is not None and late[0] is not None:
            out = day + timedelta(days=1 + late[0])
            when = DateValue(
                edtf=out.isoformat(), earliest=out, latest=out, granularity="day"
            )
        made.append(Document(id=mention.document_id, text=mention.text, published=when))
    return made


def in_blocks(reports: list[Event], documents: list[Document]) -> list[Event]:
    """The events as long runs link them, all in this memory."""
    document_of = {document.id: document for document in documents}
    numbered = [
        (number, report, document_of[report.mentions[0].document_id])
        for number, report in enumerate(reports)
    ]
    blocks = defaultdict(list)
    for report in numbered:
        for key in block_keys(report[1], report[2]):
            blocks[key].append(report)
    groups = Groups()
    for key, block in blocks.items():
        for one, other in links_of_block(key, block):
            groups.join(one, other)
    grouped = defaultdict(list)
    for report in numbered:
        grouped[groups.first(report[0])].append(report)
    return [event for group in grouped.values() for event in linked_group(group)]


def parts(events: list[Event]) -> dict[tuple[str, int, str], int]:
    """For each report the number of its event."""
    return {
        (told.mentions[0].document_id, told.mentions[0].trigger_start, told.id): number
        for number, event in enumerate(events)
        for told in event.reports or (event,)
    }


def compare(source: str) -> None:
    """Print how linking in blocks and at once agree, and how each is right."""
    truth: dict[str, int] = {}
    if source.isdigit():
        reports, truth = corpus(int(source))
        documents = published(reports, truth)
    else:
        told = extract_events(parse_corpus(source), link=False)
        reports, documents = list(told), list(told.documents)
    found = {}
    for name in ("at once", "in blocks"):
        begun = time.process_time()
        if name == "at once":
            events = list(link_events(reports, documents))
        else:
            events = in_blocks(reports, documents)
        seconds = time.process_time() - begun
        found[name] = events
        right = ""
        if truth:
            own = {key[0]: number for key, number in parts(events).items()}
            right = "; P {:.3f} R {:.3f} F1 {:.3f}".format(*b_cubed(truth, own))
        print(f"{name}: {len(events):,} events in {seconds:.2f} s{right}")
    once, blocks = found["at once"], found["in blocks"]
    p, r, f = b_cubed(parts(once), parts(blocks))
    print(f"blocks against at once, {len(reports):,} reports: {p:.4f} {r:.4f} {f:.4f}")
    sets = [
        Counter(frozenset(r.id for r in e.reports or (e,)) for e in events)
        for events in (once, blocks)
    ]
    same = (sets[0] & sets[1]).total()
    print(f"{same:,} of {len(once):,} events are of the same reports")


def main(arguments: list[str]) -> None:
    """Print a row for each size."""
    if arguments[:1] == ["--blocks"]:
        for source in arguments[1:] or ["10000"]:
            compare(source)
        return
    # What is loaded once is no part of what a mention costs; another world, so that
    # none of its names has been compared before.
    link_events(corpus(500, SEED + 1)[0])
    print("mentions  events    P     R     F1   seconds  mentions/s  growth")
    before: dict[str, float] = defaultdict(float)
    for size in [int(a) for a in arguments] or SIZES:
        events, seconds, (p, r, f) = run(size)
        rate = seconds / size
        growth = f"{rate / before['rate']:.2f}" if before["rate"] else "-"
        before["rate"] = rate
        print(
            f"{size:8,} {events:7,} {p:.3f} {r:.3f} {f:.3f} {seconds:9.2f} "
            f"{size / seconds:11,.0f} {growth:>7}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
