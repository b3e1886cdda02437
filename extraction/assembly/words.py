"""Words in front of and behind names: which form a substance, which only praise, which turn a meaning
round."""

from __future__ import annotations

from functools import lru_cache

from extraction.assembly.tables import rows


@lru_cache(maxsize=4)
def words(kind: str) -> frozenset[str]:
    """The words of one kind in modifiers.tsv: form, tail, dropped or contrary."""
    return frozenset(row["word"] for row in rows("modifiers") if row["kind"] == kind)


def without_praise(name: str) -> str:
    """The name without leading words that only evaluate: `severe dendrite growth` -> `dendrite growth`.

    Words that turn the meaning round stay: `low conductivity`, `suppressed dendrite growth`.
    """
    rest = name.split()
    while len(rest) > 1 and rest[0].lower() in words("dropped"):
        rest = rest[1:]
    return " ".join(rest)


def is_contrary(word: str) -> bool:
    """Whether a word in front of a name makes it the name of something else: `low`, `non-uniform`,
    `dendrite-free`."""
    low = word.lower()
    return low in words("contrary") or low.startswith(("non-", "anti-", "un")) or low.endswith("-free")
