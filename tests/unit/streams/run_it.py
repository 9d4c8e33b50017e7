"""A run in a process of its own, to be killed: ``run_it.py FOLDER ARTICLES SHARD``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

if __name__ == "__main__":
    from articles import articles
    from dipevents.streams import Settings, run

    run(
        articles(int(sys.argv[2])),
        Path(sys.argv[1]),
        Settings(shard_size=int(sys.argv[3]), batch_size=4),
        resume=True,
    )
