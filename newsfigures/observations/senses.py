"""What a figure may mean: the noun that the rules hand on, and what is common to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newsfigures.observations.sentences import Mention
from newsfigures.reference import indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsfigures.observations.sentences import Sentence
    from newsfigures.types import Quantity

#: Families of units in which a change can be told of any indicator.
RELATIVE = frozenset(("percent", "difference"))

#: Families of units that say how long, which measures none of our indicators.
SPANS = frozenset(("duration", "months"))

#: Families of units that tell what is measured, once it is told.
TELLING = frozenset(("containers", "money/length", "money/energy", "money/power", "money/area", "mass/area"))

#: Why a figure of a place that no table has measures nothing: it would be taken for its country's.
ELSEWHERE = "of a place that is not in the table of areas"

#: Why projects measure nothing where it takes investors from abroad to tell what they are, and none is named.
NOBODYS = "projects, whose is not clear"

#: Why a percentage that tells how far a plan has come measures nothing; what follows goes on about the figure before.
SHARE_OF_PLAN = "a share of a plan"

#: Why a weight of exports measures nothing where no good is named.
WEIGHT = "a weight, of which good is not clear"

#: Why a figure about rubber ducks does not measure all exports.
UNKNOWN_GOOD = "one good that the table of goods lacks"


class Meaning(NamedTuple):
    """An indicator for a figure, the words that name it (``first`` is −1 if they stand elsewhere), and the rule."""

    indicator: str
    mention: Mention
    because: str
    carried: bool = False
    ranked: bool = False
    share: bool = False
    #: What it is of, where that is no area: "a company".
    owner: str = ""
    #: A share of the whole that something else is, or of what was planned.
    measure: str = ""
    #: A growth that no verb beside it tells.
    growth: bool = False
    #: One of a list of goods, partners or places.
    listed: bool = False
    #: The words that name the indicator, where it was told first.
    words: tuple[str, ...] = ()
    #: What the sentence before told of.
    stands_in: bool = False


class Subject(NamedTuple):
    """What a sentence told of: the indicator, whose it is and with whom, the last word of its name ("" for none)."""

    indicator: str
    area: str
    partner: str
    noun: str


class Told(NamedTuple):
    """What was told before a figure: the meanings that it may go on about."""

    #: That of the figure before it in the sentence.
    carried: Meaning | None = None
    #: That of the last one in the article.
    last: Meaning | None = None
    #: That of the last one in a unit of its family.
    same_unit: Meaning | None = None
    #: Those told before, the last one first.
    lately: Sequence[Meaning] = ()
    #: The good of the first paragraph.
    story: str = ""
    #: Whose the last figure was.
    subject: str = ""
    #: How many sentences with figures that measure nothing stand between.
    gap: int = 0
    #: Whether a list of partners or places goes on, or its heading was told.
    in_ranking: bool = False
    #: Whether the figure before is the one that this change belongs to, of two lists.
    paired: bool = False
    #: What the sentence before told of, if that was one thing.
    stood_for: Subject | None = None


class Form(NamedTuple):
    """How a figure is told: the family of its unit, and what makes it one that can be told of any indicator."""

    unit_family: str
    #: A change, told as a percentage or difference.
    relative: bool
    #: A change only because it is compared with one.
    compared: bool
    of_plan: bool

    @property
    def loose(self) -> bool:
        """Whether it can be of any indicator, whatever the units of that one."""
        return self.relative or self.of_plan


NOWHERE = Mention("names", "", -1, -1)


def is_growth(sentence: Sentence, at: int) -> bool:
    """Whether a noun tells the change: "a growth rate of 8%"."""
    return bool(sentence.lexicon.growth.present(sentence.tokens[max(at - 6, 0) : at + 3]))


def is_good_of(one: str, whole: str) -> bool:
    """Whether an indicator is the other one for a single good."""
    good = indicators()[one].good
    return bool(good) and one == f"{whole}_{good}"


def is_change(quantity: Quantity) -> bool:
    """Whether the number itself is a change, no level."""
    return quantity.change in ("up", "down")


def fitting(code: str, unit_family: str, relative: bool) -> str:
    """The indicator itself if the unit fits, its companion if that one's does, or ""."""
    indicator = indicators()[code]
    if relative:
        return "" if indicator.levels_only else code
    if unit_family in indicator.ranges:
        return code
    companion = (indicator.companions or {}).get(unit_family, "")
    return companion if companion and unit_family in indicators()[companion].ranges else ""


def whole_of(code: str) -> str:
    """The indicator of all goods that one of a single good belongs to, or the code itself."""
    good = indicators()[code].good
    return code.removesuffix(f"_{good}") if good else code


def words_of(sentence: Sentence, mention: Mention) -> str:
    """The words that name an indicator, as written."""
    return sentence.words(mention.first, mention.last)
