"""Articles for streams: some tell events, some cannot be used."""

FRENCH = (
    "Le ministre des Affaires étrangères du Kenya a rencontré lundi son homologue "
    "ghanéen à Accra pour discuter de la coopération entre les deux pays."
)
STORIES = (
    "Kenya's president visited Ghana on Monday.",
    "Kenyan President Amina Otieno arrived in Accra on Monday.",
    "Peru and Chile signed a trade deal in Lima on 4 March 2024.",
    "The harbour was quiet.",
    "",
    FRENCH,
    "The foreign ministers of Peru and Chile will meet in May.",
)


def articles(count: int) -> list[dict[str, str]]:
    """So many records, each with an id of its own."""
    return [
        {
            "id": f"d{number}",
            "text": STORIES[number % len(STORIES)],
            "published": "2024-03-06",
        }
        for number in range(count)
    ]
