"""LaTeX islands and stray LaTeX commands to plain characters, with scripts left as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.normalise.draft import END, SUB, SUP, Draft, Island, Piece
from corpus.wordlist import wordlist

SYMBOLS = {
    "times": "×", "cdot": "·", "bullet": "·", "pm": "±", "mp": "∓", "approx": "≈", "sim": "~", "simeq": "≈",
    "cong": "≅", "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "ll": "≪",
    "gg": "≫", "lt": "<", "gt": ">", "neq": "≠", "ne": "≠", "equiv": "≡", "propto": "∝", "infty": "∞",
    "rightarrow": "→", "to": "→", "longrightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "rightleftharpoons": "⇌", "downarrow": "↓", "uparrow": "↑", "circ": "°", "degree": "°", "prime": "'",
    "AA": "Å", "r": "", "angstrom": "Å", "ohm": "Ω", "micro": "μ", "celsius": "°C", "percent": "%",
    "dots": "…", "ldots": "…", "cdots": "…", "sum": "∑", "nabla": "∇", "partial": "∂", "int": "∫",
    "quad": " ", "qquad": " ", "enspace": " ", "thinspace": " ", "hbar": "ħ", "ell": "ℓ", "parallel": "∥",
    "perp": "⊥", "langle": "⟨", "rangle": "⟩", "vert": "|", "mid": "|", "backslash": "\\", "textendash": "–",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "textmu": "μ", "upmu": "μ",
    "textdegree": "°", "textsubscript": SUB, "textsuperscript": SUP,
}  # fmt: skip
#: Commands that say how their argument looks and print nothing themselves.
_LOOKS = wordlist(
    "text textrm textit textbf textnormal mathrm mathit mathbf mathsf mathcal mathbb boldsymbol bm rm it bf"
    " sf operatorname ce mbox hbox left right big Big bigg displaystyle textstyle limits nolimits bar hat"
    " tilde overline underline vec dot mathring unit si SI ensuremath"
)
_STRAY = "|".join(
    sorted((set(SYMBOLS) | _LOOKS) - {"to", "it", "r", "ne", "le", "ge"}, key=len, reverse=True)
)
_GREEK = frozenset("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨ∇")
_RELATIONS = frozenset("≈~≤≥<>±")

_MATH = re.compile(r"\$\$([^$]{1,3000})\$\$|\$([^$]{1,1500})\$|\\\(((?:[^\\]|\\[^)]){1,1500}?)\\\)")
_STRAY_MATH = re.compile(
    r"[_^]\{(?:[^{}\n]|\{[^{}\n]{0,60}\}){1,80}\}"
    rf"|\\(?:{_STRAY})(?![A-Za-z])(?:[ ]?\{{(?:[^{{}}\n]|\{{[^{{}}\n]{{0,60}}\}}){{0,80}}\}})?"
)
_TOKEN = re.compile(
    r"(?P<degree>\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z])))"
    r"|(?P<prime>\^\s*(?:\{\s*\\prime\s*\}|\\prime(?![A-Za-z])))"
    r"|\\(?P<name>[A-Za-z]+)(?P<gap>[ \t]*)"
    r"|(?P<linebreak>\\\\)"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<script>[_^])[ \t]*"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<dash>---?)"
    r"|(?P<plain>[^\\{}_^-]+|-)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SIGNS = {",": " ", ";": " ", ":": " ", "!": "", " ": " ", "\n": " ", "-": "", "/": "", "(": "", ")": ""}
_PRICE = re.compile(r"\d[\d.,]*\s?(?:/|per\b|million|billion|k?Wh|and\b|to\b|-)")


def plain(draft: Draft) -> Draft:
    """Replace LaTeX by what it prints; sub- and superscripts become marked runs."""
    text = draft.text
    if "$" in text or "\\(" in text:
        draft = _replaced(draft, [(*match.span(), *_content(match)) for match in _islands(text)])
    if "\\" in draft.text or "{" in draft.text:
        found = (match.span() for match in _STRAY_MATH.finditer(draft.text))
        draft = _replaced(draft, [(low, high, low, high) for low, high in found])
    return draft


def _islands(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _MATH.search(text, position):
        if _is_math(match):
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _content(match: re.Match[str]) -> tuple[int, int]:
    return match.span(match.lastindex or 0)


def _is_math(match: re.Match[str]) -> bool:
    """Whether the dollar signs of a match are delimiters, not prices."""
    inner = match.group(match.lastindex or 0)
    if any(char in inner for char in "\\^_{"):
        return not _PRICE.match(inner) or "\\" in inner or "^" in inner
    tight = inner == inner.strip() and "\n" not in inner and len(inner) <= 40
    return tight and not match.string[match.end() : match.end() + 1].isdigit() and not _PRICE.match(inner)


def _replaced(draft: Draft, ranges: list[tuple[int, int, int, int]]) -> Draft:
    """Rewrite the ranges (low, high, content from, content to)."""
    edits, islands = [], []
    for low, high, left, right in ranges:
        writer = _Writer(draft.text, left, right)
        edits.append((low, high, writer.run()))
        islands += [(low, high), *writer.islands]
    return draft.with_islands(islands).edit(edits)


class _Writer:
    """Turns the tokens of one LaTeX island into pieces of plain text."""

    def __init__(self, text: str, low: int, high: int) -> None:
        self.text, self.low, self.high = text, low, high
        self.pieces: list[Piece] = []
        self.islands: list[Island] = []
        self.groups: list[
            tuple[str, int]
        ] = []  #: for each open brace, what closes it and where its command began
        self.script: int | None = None  #: where a script began whose content is still to come
        self.look: int | None = None  #: where a command began whose argument is still to come
        self.fraction = False

    def run(self) -> list[Piece]:
        handlers = {
            "degree": self._degree,
            "prime": self._prime,
            "gap": self._name,
            "linebreak": self._linebreak,
            "sign": self._sign,
            "script": self._script,
            "open": self._open,
            "close": self._close,
            "dash": self._dash,
            "plain": self._plain,
            "other": self._other,
        }
        for match in _TOKEN.finditer(self.text, self.low, self.high):
            handlers[match.lastgroup or "other"](match)
        for closer, _ in reversed(self.groups):
            self._emit(closer.strip("/"), self.high - 1, self.high)
        if self.script is not None:
            self._emit(END, self.high - 1, self.high)
        return self.pieces

    def _emit(self, text: str, low: int, high: int) -> None:
        if text:
            self.pieces.append((text, low, high))

    def _end_script(self, high: int) -> None:
        """Close a script that has a single character or command for its content."""
        if self.script is not None:
            self._emit(END, high - 1, high)
            self.islands.append((self.script, high))
            self.script = None

    def _degree(self, match: re.Match[str]) -> None:
        self._emit("°", *match.span())

    def _prime(self, match: re.Match[str]) -> None:
        self._emit("'", *match.span())

    def _name(self, match: re.Match[str]) -> None:
        name, low, high = match.group("name"), match.start(), match.end("name")
        if name in ("frac", "dfrac", "tfrac"):
            self.fraction = True
        elif name in _LOOKS:
            self.look = low if self.look is None else self.look
        else:
            self._symbol(SYMBOLS.get(name, name), match, low, high)

    def _symbol(self, symbol: str, match: re.Match[str], low: int, high: int) -> None:
        if symbol in (SUB, SUP):
            self._emit(symbol, low, high)
            self.script = low
            return
        self._emit(symbol, low, high)
        self._end_script(high)
        if match.group("gap") and not self._gap_is_syntax(symbol, match.end("gap")):
            self._emit(" ", match.start("gap"), match.end("gap"))

    def _gap_is_syntax(self, symbol: str, after: int) -> bool:
        """Whether the space behind a command only ends its name."""
        if symbol in _RELATIONS:
            return len(self.pieces) == 1
        return symbol in _GREEK and self.text[after : after + 1].isalpha()

    def _linebreak(self, match: re.Match[str]) -> None:
        self._emit(" ", *match.span())

    def _sign(self, match: re.Match[str]) -> None:
        sign = match.group("sign")
        self._emit(_SIGNS.get(sign, sign), *match.span())
        self._end_script(match.end())

    def _script(self, match: re.Match[str]) -> None:
        self._end_script(match.start())
        self._emit(SUB if match.group("script") == "_" else SUP, *match.span("script"))
        self.script = match.start()

    def _open(self, match: re.Match[str]) -> None:
        if self.fraction:
            self.groups.append(("/", match.start()))
        elif self.script is not None:
            self.groups.append((END, self.script))
        else:
            self.groups.append(("", match.start() if self.look is None else self.look))
        self.fraction, self.script, self.look = False, None, None

    def _close(self, match: re.Match[str]) -> None:
        if self.groups:
            closer, began = self.groups.pop()
            self._emit(closer, *match.span())
            self.islands.append((began, match.end()))

    def _dash(self, match: re.Match[str]) -> None:
        self._emit("–", *match.span())

    def _plain(self, match: re.Match[str]) -> None:
        low, high = match.span()
        self.look = None
        if self.script is not None:
            self._emit(self.text[low], low, low + 1)
            self._end_script(low + 1)
            low += 1
        self._emit(self.text[low:high].replace("~", " "), low, high)

    def _other(self, match: re.Match[str]) -> None:
        self._emit(match.group(), *match.span())
