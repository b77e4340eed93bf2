"""The trail back: from a fact to the sentences that print it, and from an article to the figures seen in it.

What an article says is data and is shown as such: it is escaped wherever it meets HTML, and it never becomes Markdown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from newsfigures import languages, reference, types, verdicts, wording
from newsfigures.sentences import find_sentences
from newsfigures.tables import Tables, load
from newsfigures.types import NewsfiguresError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

#: How much of a paragraph is shown before and after the sentence in question, in characters.
_CONTEXT = 400

#: How far from its figure a sentence is looked for: a paragraph may have any length, and its sentences too.
_REACH = 2000

#: What makes two observations of a fact print another value, and how many others are named.
_READ = ("obs_value", "value_low", "value_high", "unit_measure", "bound")
_MOST_VALUES = 5

#: JupyterLab sets all cells right, which suits numbers only. The exporters have their own style and drop this one.
LAB_STYLE = Markup(
    "<style>.jp-RenderedHTMLCommon table.words :is(td, th):not(.num) { text-align: left }"
    " .jp-RenderedHTMLCommon table.words caption { text-align: left }</style>"
)

#: How the parts of a figure are marked in a highlighted article: element and legend.
_PARTS = {"number": "b", "scale": "b", "unit": "i", "bound": "u", "rate": "u", "change": "u"}
_LEGEND = Markup(
    "<p><small>Legend: <mark>a figure</mark> with its <b>number</b>, its <i>unit</i>, and <u>words that bound it</u> or"
    " make it a rate or a change. Point at a figure to see how it was read; the table below says the same.</small></p>"
)


@dataclass(frozen=True)
class Quote:
    """Words that print a figure, inside their sentence, inside their paragraph.

    ``before + sentence + after`` is what is shown of the paragraph; ``words`` and ``figure`` are (start, end) within
    ``sentence``: the figure with the words that bound it, and the figure alone. ``start`` and ``end`` are the figure's
    place in the file, ``sentence_start`` is the sentence's.
    """

    observation: Mapping[str, Any]
    article: Mapping[str, Any]
    language: str
    before: str
    sentence: str
    after: str
    words: tuple[int, int]
    start: int
    end: int
    sentence_start: int

    @property
    def printed(self) -> str:
        """The figure as printed, with the words that bound it."""
        return " ".join(self.sentence[slice(*self.words)].split())

    @property
    def source(self) -> str:
        """Outlet and date in words; the file's name where no outlet is known."""
        return wording.source(self.article)

    @property
    def place(self) -> str:
        """File, characters and the start of the file's hash."""
        return f"{self.article['path']}, characters {self.start}–{self.end}, SHA-256 {self.article['sha256'][:12]}"

    def to_html(self) -> Markup:
        """The sentence marked in its paragraph, and below it who says so, the rules, and the place in the file."""
        told = " ".join([f"{self.source}.", *circumstances(self), f"{self.place}."])
        return passage([self]) + Markup('<p class="note">{}</p>').format(told)


@dataclass(frozen=True)
class Explanation:
    """Why a fact says what it says: its value, its quotes, its rules, and what would change the verdict."""

    fact: Mapping[str, Any]
    quotes: tuple[Quote, ...]
    is_converted: bool = False

    @property
    def name(self) -> str:
        """What the fact measures, where, with whom and when."""
        return wording.fact_name(self.fact)

    @property
    def value(self) -> str:
        """The fact's value in words."""
        return wording.fact_value(self.fact)

    @property
    def verdict(self) -> str:
        """How the sources stand to each other, and what would change that."""
        dated = all(quote.article["date"] for quote in self.quotes)
        return verdicts.verdict(self.fact, [quote.observation for quote in self.quotes], dated=dated)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else a reader should know, a sentence each: values that agree but say more or less than the fact's, the
        rules that settled it, and what is converted at no rate."""
        found = []
        if others := _other_values(self.quotes):
            found.append(f"Its sources also print {wording.listing(others)}.")
        if self.fact["because"]:
            found.append(f"Settled by: {self.fact['because']}.")
        if unconverted := _unconverted(self):
            found.append(unconverted)
        return tuple(found)

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.value}", self.verdict, *self.notes]
        for number, quote in enumerate(self.quotes, 1):
            start, end = quote.words
            marked = f"{quote.sentence[:start]}[{quote.sentence[start:end]}]{quote.sentence[end:]}"
            lines += [
                "",
                f"{number}. {_one_line(marked)}",
                f"   {_one_line(quote.source)}",
                f"   {_one_line(quote.place)}",
            ]
            lines += [f"   {sentence}" for sentence in circumstances(quote)]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return Markup("<section><p><strong>{}: {}</strong></p>{}</section>").format(self.name, self.value, self.body())

    def body(self) -> Markup:
        """All but the heading, as HTML."""
        quotes = Markup().join(quote.to_html() for quote in self.quotes)
        return Markup("<p>{}</p>{}").format(" ".join((self.verdict, *self.notes)), quotes)


@dataclass(frozen=True)
class Highlight:
    """An article with its paragraphs' roles and the figures seen in it."""

    article: Mapping[str, Any]
    text: str
    sections: tuple[Mapping[str, Any], ...]
    quantities: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        lines = [_one_line(self.article["title"]), wording.source(self.article), ""]
        for section, quantities in self._paragraphs():
            pieces = []
            for piece, quantity in _pieces(self.text, section, quantities):
                pieces.append(f"[{piece}]" if quantity else piece)
            lines.append(f"{section['role']:>11} | {_one_line(''.join(pieces))}")
        lines += ["", *(_one_line(f"{q['text']} = {_reading(q)}") for q in self.quantities)]
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return Markup("<article><p><strong>{}</strong><br><small>{}</small></p>{}{}{}</article>").format(
            self.article["title"],
            wording.source(self.article),
            Markup().join(self._paragraph_html(*paragraph) for paragraph in self._paragraphs()),
            _LEGEND if self.quantities else Markup("<p>No figures were seen in this article.</p>"),
            self._table_html(),
        )

    def _paragraphs(self) -> Iterator[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
        """Each paragraph that has words, with its figures. One pass over both, for both are in file order."""
        waiting = list(reversed(self.quantities))
        for section in self.sections:
            inside = []
            while waiting and waiting[-1]["start"] < section["end"]:
                inside.append(waiting.pop())
            if self.text[section["start"] : section["end"]].strip():
                yield section, inside

    def _paragraph_html(self, section: Mapping[str, Any], quantities: list[Mapping[str, Any]]) -> Markup:
        marked = _marked_paragraph(self.text, section, quantities)
        role = wording.ROLE_WORDS[section["role"]]
        return Markup('<p lang="{}"><small lang="en" class="tag">{}</small> {}</p>').format(
            section["language"], role, marked
        )

    def _table_html(self) -> Markup:
        if not self.quantities:
            return Markup()
        rows = Markup().join(
            Markup('<tr><td lang="{}">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>').format(
                self.article["language"],
                _one_line(q["text"]),
                _reading(q),
                wording.ROLE_WORDS[q["role"]],
                wording.indicator(q["indicator"]) if q["indicator"] else f"set aside: {q['set_aside']}",
            )
            for q in self.quantities
        )
        return (
            Markup(
                '<table class="words"><caption>Figures in reading order</caption><thead><tr><th>As printed</th>'
                "<th>Read as</th>"
                "<th>Where</th><th>Used for</th></tr></thead><tbody>{}</tbody></table>"
            ).format(rows)
            + LAB_STYLE
        )


def explain(fact: str | types.Fact | pd.Series[Any], tables: Tables | None = None) -> Explanation:
    """Why a fact says what it says.

    ``fact`` is a row of ``tables.facts``, its id, or a ``Fact``; without ``tables`` those of the project are loaded.
    Raises NewsfiguresError if the tables hold no such fact.
    """
    tables = tables or load()
    id = fact if isinstance(fact, str) else fact.id if isinstance(fact, types.Fact) else fact["fact"]
    row = _row(tables.facts, "fact", id)
    observations = tables.observations[tables.observations["fact"] == id]
    deciding_first = sorted(
        (_mapping(observation) for _, observation in observations.iterrows()),
        key=lambda observation: (
            observation["exact"] != row["value_as_printed"],
            observation["time_period"] != row["time_period"],
            observation["observation"],
        ),
    )
    converted = (tables.derived["name"] == "value_in_USD") & (tables.derived["inputs"] == id)
    return Explanation(row, tuple(quote(observation, tables) for observation in deciding_first), bool(converted.any()))


def highlight(article: str | types.Article | pd.Series[Any], tables: Tables | None = None) -> Highlight:
    """An article with its paragraphs' roles and the figures seen in it.

    ``article`` is a row of ``tables.articles``, its id, or an ``Article``; without ``tables`` those of the project are
    loaded. Raises NewsfiguresError if the tables hold no such article.
    """
    tables = tables or load()
    id = (
        article
        if isinstance(article, str)
        else article.id
        if isinstance(article, types.Article)
        else article["article"]
    )
    row = _row(tables.articles, "article", id)
    return Highlight(row, tables.texts[id], _rows_of(tables.sections, id), _rows_of(tables.quantities, id))


def quote(place: Mapping[str, Any], tables: Tables) -> Quote:
    """The sentence around a figure: ``place`` is a row of observations or of quantities."""
    article, start, end = place["article"], int(place["start"]), int(place["end"])
    text = tables.texts[article]
    sections = tables.sections[tables.sections["article"] == article]
    section = _mapping(sections[(sections["start"] <= start) & (start < sections["end"])].iloc[0])
    low, high = _sentence(text, section, start, end)
    top = max(section["start"], low - _CONTEXT)
    bottom = min(section["end"], high + _CONTEXT)
    first, last = _with_bound(tables.quantities, article, start, end, low, high)
    return Quote(
        observation=place,
        article=_row(tables.articles, "article", article),
        language=section["language"],
        before=("…" if top > section["start"] else "") + text[top:low].lstrip(),
        sentence=text[low:high],
        after=text[high:bottom].rstrip() + ("…" if bottom < section["end"] else ""),
        words=(first - low, last - low),
        start=start,
        end=end,
        sentence_start=low,
    )


def passage(quotes: Sequence[Quote]) -> Markup:
    """One sentence in its paragraph, with the words of all the quotes from it marked."""
    first = quotes[0]
    sentence, at = Markup(), 0
    # Words that are nearly all of the sentence need no mark of their own.
    words = {quote.words for quote in quotes if quote.words[1] - quote.words[0] < 0.8 * len(first.sentence)}
    for start, end in sorted(words):
        start, end = max(start, at), max(end, at)
        if end > start:
            sentence += Markup("{}<strong>{}</strong>").format(first.sentence[at:start], first.sentence[start:end])
        at = end
    sentence += escape(first.sentence[at:])
    return Markup('<blockquote lang="{}"><p>{}<mark>{}</mark>{}</p></blockquote>').format(
        first.language, first.before, sentence, first.after
    )


def _other_values(quotes: Sequence[Quote]) -> list[str]:
    """What the observations print otherwise than the deciding one, in their words, most often printed first."""
    printed = [quote.printed for quote in quotes]
    read = [tuple(str(quote.observation[name]) for name in _READ) for quote in quotes]
    counts = Counter(reading for reading in read if reading != read[0])
    words = dict(zip(reversed(read), reversed(printed), strict=True))
    return [f"“{words[one]}”" + (f" ({n} times)" if n > 1 else "") for one, n in counts.most_common(_MOST_VALUES)]


def _unconverted(told: Explanation) -> str:
    """Why no amount in US$ stands beside one in another currency, if none does."""
    fact = told.fact
    is_money = reference.family(fact["unit_measure"]) == "money" and fact["unit_measure"] != "USD"
    if not is_money or fact["measure"] != "level" or told.is_converted:
        return ""
    if fact["status"] == "disputed":
        return "Not converted into US$: it is in dispute."
    if not fact["time_period"] and not told.quotes[0].article["date"]:
        return "Not converted into US$: it names no period and its article no date, so no month's rate is its own."
    return "Not converted into US$: no rate is published for its time."


def circumstances(quote: Quote) -> list[str]:
    """Who said it, how it is meant, and which rules fired; a sentence each."""
    observation = quote.observation
    parts = [
        ("Said by {}.", _one_line(observation.get("speaker", ""))),
        ("Meant as {}.", {"estimate": "an estimate", "plan": "a plan"}.get(observation.get("obs_status", ""), "")),
        ("Read as {}.", _corrected(observation)),
        ("Rules: {}.", observation.get("because", "")),
    ]
    return [sentence.format(text) for sentence, text in parts if text]


def _corrected(observation: Mapping[str, Any]) -> str:
    """The value of an observation that a person corrected, for its words print another; else ""."""
    if "corrected by " not in observation.get("because", ""):
        return ""
    return wording.amount(observation["obs_value"], observation["unit_measure"], bound=observation["bound"])


def _sentence(text: str, section: Mapping[str, Any], start: int, end: int) -> tuple[int, int]:
    """Where the sentence of these words starts and ends in the file; what is near them if no sentence holds them."""
    first, last = max(section["start"], start - _REACH), min(section["end"], end + _REACH)
    near = text[first:last]
    if section["language"] in languages.codes():
        for sentence in find_sentences(near, section["language"]):
            if first + sentence.start <= start and end <= first + sentence.end:
                return first + sentence.start, first + sentence.end
    return first + len(near) - len(near.lstrip()), first + len(near.rstrip())


def _with_bound(quantities: pd.DataFrame, article: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The figure's place with the words that bound it, where these stand within the same sentence."""
    rows = quantities[(quantities["article"] == article) & (quantities["start"] == start)]
    places = [place for row in rows["words"] for place in _words(row) if place[0] in ("bound", "rate", "change")]
    near = [(a, b) for _, a, b in places if low <= a and b <= high]
    return min([start, *(a for a, _ in near)]), max([end, *(b for _, b in near)])


def _words(words: str) -> list[tuple[str, int, int]]:
    found = []
    for word in words.split():
        part, _, place = word.partition("@")
        start, _, end = place.partition("-")
        found.append((part, int(start), int(end)))
    return found


def _pieces(
    text: str, section: Mapping[str, Any], quantities: list[Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    """The paragraph cut into what is a figure, with its row, and what is not."""
    at = section["start"]
    for quantity in quantities:
        yield text[at : quantity["start"]], None
        yield text[quantity["start"] : quantity["end"]], quantity
        at = quantity["end"]
    yield text[at : section["end"]], None


def _marked_paragraph(text: str, section: Mapping[str, Any], quantities: list[Mapping[str, Any]]) -> Markup:
    """The paragraph with its figures marked, and the words outside a figure that bound it underlined."""
    outside = sorted(
        {
            (start, end)
            for quantity in quantities
            for part, start, end in _words(quantity["words"])
            if part in _PARTS and (end <= quantity["start"] or quantity["end"] <= start)
        },
        reverse=True,
    )
    at, marked = section["start"], Markup()
    for piece, quantity in _pieces(text, section, quantities):
        if quantity:
            marked += _marked(piece, quantity)
            at += len(piece)
            continue
        stop = at + len(piece)
        while outside and outside[-1][0] < stop:
            start, end = outside.pop()
            if at <= start < end <= stop:
                marked += escape(text[at:start]) + Markup("<u>{}</u>").format(text[start:end])
                at = end
        marked += escape(text[at:stop])
        at = stop
    return marked


def _marked(piece: str, quantity: Mapping[str, Any]) -> Markup:
    inside = Markup()
    at = 0
    for part, start, end in sorted(_words(quantity["words"]), key=lambda word: word[1]):
        start, end = start - quantity["start"], end - quantity["start"]
        if part in _PARTS and at <= start < end <= len(piece):
            element = Markup(_PARTS[part])
            inside += escape(piece[at:start]) + Markup("<{0}>{1}</{0}>").format(element, piece[start:end])
            at = end
    return Markup('<mark title="{}">{}{}</mark>').format(_reading(quantity), inside, piece[at:])


def _reading(quantity: Mapping[str, Any]) -> str:
    """How a figure was read, in words."""
    amount = wording.amount(
        quantity["value"],
        quantity["unit"],
        high=quantity["value_high"],
        bound=quantity["bound"],
        rate=quantity["rate"],
        counted=_one_line(quantity["counted"]),
    )
    return amount + (f" ({quantity['change'].replace('_', ' ')})" if quantity["change"] else "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows_of(frame: pd.DataFrame, article: str) -> tuple[Mapping[str, Any], ...]:
    rows = frame[frame["article"] == article].sort_values("start")
    return tuple(rows.to_dict("records"))  # type: ignore[arg-type]


def _row(frame: pd.DataFrame, key: str, id: str) -> Mapping[str, Any]:
    rows = frame[frame[key] == id]
    if rows.empty:
        raise NewsfiguresError(f"no {key} {id!r} in the tables: see tables.{key}s[{key!r}]")
    return _mapping(rows.iloc[0])


def _mapping(row: pd.Series[Any]) -> Mapping[str, Any]:
    return dict(row.items())  # type: ignore[arg-type]
