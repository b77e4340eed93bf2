"""What a reader is told first: the title, the strip, and sentences made from the tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsfigures import answers, wording
from newsfigures.answers import Row, records
from newsfigures.pages.fragments import (
    Fragment,
    derived_by_id,
    derived_in_words,
    disputed_input,
    fact_in_words,
    facts_by_id,
    join,
    lead,
    place_name,
    when,
)

if TYPE_CHECKING:
    from newsfigures.tables import Tables


_ELSEWHERE = "Elsewhere, "


def articles_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many articles, in which languages, from whom, of when, and what was not read."""
    articles = tables.articles
    languages = Counter(wording.language(code) for code in articles["language"])
    told = wording.listing([f"{number} in {language}" for language, number in languages.most_common()])
    outlets = sorted({outlet for outlet in articles["outlet"] if outlet})
    named = wording.listing(outlets) if len(outlets) <= 6 else wording.count(len(outlets), "outlet")
    undated = int((articles["date"] == "").sum())
    inferred = int((articles["date_basis"] == "inferred").sum())
    sentences = [
        f"{wording.count(len(articles), 'article was', 'articles were')} read: {told}.",
        f"They come from {named}." if outlets else "No article names its outlet.",
        f"{articles_are(undated)} undated." if undated else "",
        f"The date of {_number(inferred)} is inferred, and marked so." if inferred else "",
        f"{wording.count(len(tables.unread), 'file')} could not be read." if len(tables.unread) else "",
    ]
    return lead(" ".join(filter(None, sentences)))


def figures_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many figures there are, where they stand, and how many are used."""
    return lead(figures_sentence(tables))


def facts_in_words(tables: Tables) -> Fragment:
    """One paragraph: how many facts there are, and how the sources stand to each other."""
    return lead(facts_sentence(tables))


def charts_in_words(tables: Tables, ref_area: str) -> Fragment:
    """One paragraph: what there is to draw of an area."""
    drawn = [
        (len(answers.investment(tables, ref_area)), "amount of investment", "amounts of investment"),
        (len(answers.trade(tables, ref_area)), "pair of trade figures", "pairs of trade figures"),
    ]
    told = [wording.count(number, one, many) for number, one, many in drawn if number]
    area = wording.area(ref_area) or "no area"
    if not told:
        return lead(f"The articles state neither investment nor trade of {area} in money: there is nothing to draw.")
    return lead(f"For {area} there {'is' if told[0].startswith('1 ') else 'are'} {wording.listing(told)} to draw.")


def heading(tables: Tables, title: str, ref_area: str) -> Fragment:
    """The report's title: the one given, or a question made from the data that names how many other areas there are."""
    number = wording.count(len(tables.articles), "article")
    area = wording.area(ref_area)
    do = "does" if len(tables.articles) == 1 else "do"
    others = len(_other_areas(tables, ref_area))
    also = f" and {wording.count(others, 'other area')}" if others else ""
    what = f"What {do} {number} say about {area}{also}?" if area else f"What {do} {number} print?"
    return Fragment("<h1>{}</h1>").format(title or what)


def _other_areas(tables: Tables, ref_area: str) -> set[str]:
    """The areas that facts are about and that are neither the area, nor in it, nor around it."""
    around = ref_area.partition("-")[0]
    areas = {code for code in tables.facts["ref_area"] if code and code != around}
    return {code for code in areas if answers.nearness(code, ref_area) == 2}


def _subject(tables: Tables, ref_area: str, *, chosen: bool) -> str:
    """The area, how it came to be the subject, and how many facts are about it, in it, and about others."""
    if not ref_area:
        return "none: no fact names its area"
    near = Counter(answers.nearness(code, ref_area) for code in tables.facts["ref_area"])
    told = [f"{near[0]} of {wording.count(len(tables.facts), 'fact')}"]
    if near[1]:
        told.append(f"{near[1]} about its parts")
    agreed = tables.facts["ref_area"][tables.facts["status"] == "agreed"]
    most = "facts that sources agree on" if any(answers.nearness(code, ref_area) < 2 for code in agreed) else "facts"
    how = "as asked for" if chosen else f"the area with the most {most}"
    return f"{wording.area(ref_area)}, {how}: {wording.listing(told)}"


def strip(tables: Tables, ref_area: str = "", *, chosen: bool = False) -> Fragment:
    """The report's first lines: the subject and whether it was chosen, data as of when, sources, rates, and the run."""
    articles = tables.articles
    newest = max((day for day in articles["date"] if day), default="")
    undated = int((articles["date"] == "").sum())
    outlets = {outlet for outlet in articles["outlet"] if outlet}
    rates = rates_used(tables)
    items = [
        ("Subject", _subject(tables, ref_area, chosen=chosen)),
        ("Newest dated article", wording.period(newest) or "none is dated"),
        ("Articles", f"{len(articles)}" + (f", {undated} undated" if undated else "")),
        ("Languages", wording.listing(sorted({wording.language(code) for code in articles["language"]}))),
        ("Outlets", f"{len(outlets)}" if outlets else "none named"),
        ("Exchange rates", "; ".join(rates) or "none needed" if len(rates) <= 2 else f"{len(rates)}, under Method"),
        ("Fingerprint of the run", tables.fingerprint),
    ]
    return Fragment('<dl class="strip">{}</dl>').format(
        join(Fragment("<div><dt>{}</dt><dd>{}</dd></div>").format(term, text) for term, text in items)
    )


def summary(tables: Tables, ref_area: str, currency: str, counterpart_area: str = "") -> Fragment:
    """Sentences: investment, trade, programmes, how far the sources agree, what was set aside; last what is told of
    others only, and what is absent.
    """
    topics = [
        (
            answers.investment(tables, ref_area, counterpart_area),
            investment_sentence(tables, ref_area, counterpart_area),
        ),
        (answers.trade(tables, ref_area, counterpart_area), trade_sentence(tables, ref_area, counterpart_area)),
        (answers.programmes(tables, currency, ref_area), programme_sentence(tables, currency, ref_area)),
    ]
    told = [sentence for frame, sentence in topics if not frame.empty]
    elsewhere = [told.pop()] if told and told[-1].startswith(_ELSEWHERE) else []
    sentences = [
        *told,
        Fragment("{} {}").format(facts_sentence(tables, linked=True), events_sentence(tables, "events-and-actors")),
        figures_sentence(tables, linked=True),
        *elsewhere,
    ]
    if absent := [sentence for frame, sentence in topics if frame.empty]:
        sentences.append(Fragment(" ").join(absent))
    return Fragment("<ul>{}</ul>").format(join(Fragment("<li>{}</li>").format(sentence) for sentence in sentences))


def investment_sentence(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """The largest amount of investment, with its projects and what that is for each."""
    frame = answers.investment(tables, ref_area, counterpart_area)
    if frame.empty:
        return _none_stated(tables, "investment", ref_area)
    row = records(frame)[0]
    facts = facts_by_id(tables)
    fact = facts[row["fact"]]
    label = wording.indicator(fact["indicator"])
    place = f" from {wording.area(fact['counterpart_area'])}" if fact["counterpart_area"] else ""
    sentence = Fragment("{} in {}{}{}: {}").format(
        label, _within(fact["ref_area"], ref_area), place, when(fact["time_period"]), fact_in_words(fact)
    )
    sentence += _meant(fact)
    if row["projects"]:
        sentence += Fragment(" in {}").format(fact_in_words(facts[row["projects"]], row["note"]))
    if row["per_project"]:
        figure = derived_by_id(tables)[row["per_project"]]
        each = wording.interval(figure["low"], figure["high"], figure["unit"].partition("/")[0])
        doubt = disputed_input(figure, facts)
        sentence += Fragment(", on average {} a project{}").format(
            derived_in_words(row["per_project"], each), f" ({doubt})" if doubt else ""
        )
    return sentence + "."


def _meant(fact: Row) -> str:
    """That a figure is no outcome, as it follows the figure; or nothing."""
    return {"plan": " (a plan)", "estimate": " (an estimate)"}.get(fact["obs_status"], "")


def _within(code: str, ref_area: str) -> str:
    """An area by name, with the subject that it is a part of."""
    return place_name(code) if code == ref_area else f"{place_name(code)} (a part of {place_name(ref_area)})"


def trade_sentence(tables: Tables, ref_area: str, counterpart_area: str = "") -> Fragment:
    """Exports, imports and the balance with the largest partner."""
    frame = answers.trade(tables, ref_area, counterpart_area)
    if frame.empty:
        return _none_stated(tables, "exports or imports", ref_area)
    row = records(frame)[0]
    facts = facts_by_id(tables)
    one = facts[row["exports_fact"] or row["imports_fact"]]
    place, period = _within(one["ref_area"], ref_area), when(one["time_period"])
    partner = wording.area(one["counterpart_area"])
    good = f"{row['good']} " if row["good"] else ""
    values = {side: fact_in_words(facts[row[f"{side}_fact"]]) for side in ("exports", "imports") if row[f"{side}_fact"]}
    if len(values) == 1:
        [(side, value)] = values.items()
        joined = {"exports": " to ", "imports": " from "}[side] + partner if partner else ""
        named = wording.sentence(f"{good}{side}")[:-1]
        return Fragment("{} of {}{}{}: {}{}.").format(named, place, joined, period, value, _meant(one))
    sentence = Fragment("{} of {}{}{}: exports of {} and imports of {}{}").format(
        wording.sentence(f"{good}trade")[:-1],
        place,
        f" with {partner}" if partner else "",
        period,
        values["exports"],
        values["imports"],
        _meant(one),
    )
    if row["balance_derived"]:
        words = wording.balance(row["balance_low"], row["balance_high"], row["unit"], row["rate"])
        doubt = disputed_input(derived_by_id(tables)[row["balance_derived"]], facts)
        sentence += Fragment(", a {}{}").format(
            derived_in_words(row["balance_derived"], words), f" ({doubt})" if doubt else ""
        )
    return sentence + "."


def programme_sentence(tables: Tables, currency: str, ref_area: str = "") -> Fragment:
    """The first planned programme, and what it is in the currency."""
    frame = answers.programmes(tables, currency, ref_area)
    if frame.empty:
        return _none_stated(tables, f"planned public funding that can be told in {wording.unit_name(currency)}")
    row = records(frame)[0]
    fact = facts_by_id(tables)[row["fact"]]
    indicator = wording.indicator(fact["indicator"])
    country = ref_area.partition("-")[0]
    if ref_area and fact["ref_area"] != country and answers.nearness(fact["ref_area"], ref_area) == 2:
        indicator = f"{_ELSEWHERE}{indicator[:1].lower()}{indicator[1:]}"
    sentence = Fragment("{} of {}{}: {}").format(
        indicator, place_name(fact["ref_area"]), when(fact["time_period"]), fact_in_words(fact)
    )
    if row["derived"]:
        range_ = wording.interval(row["low"], row["high"], row["unit"])
        sentence += Fragment(", which is {} at the published rate").format(derived_in_words(row["derived"], range_))
    return sentence + "."


def events_sentence(tables: Tables, to: str = "") -> Fragment:
    """How many events are told, and whether the sources agree on the day; the numbers lead to the id ``to``."""
    frame = answers.tellings(tables)
    if frame.empty:
        return Fragment("No event is told.")
    number = frame["event"].nunique()
    several = int((frame.groupby("event")["article"].nunique() > 1).sum())
    apart = int((frame[frame["date"] != ""].groupby("event")["date"].nunique() > 1).sum())
    told = Fragment("{} told").format(_linked(wording.count(number, "event is", "events are"), to, last=1))
    if several:
        told += Fragment(", {} by several sources").format(_linked(f"{several}", to))
    elif len(tables.articles) > 1:
        told += Fragment(", each by one source") if number > 1 else Fragment(", by one source")
    if not apart:
        return told + "."
    return told + Fragment("{} on the date of {}.").format(
        ", which differ" if several else ", which differs", _linked(f"{apart}", to)
    )


def _linked(words: str, to: str, *, last: int = 0) -> Fragment:
    """The words as a link, without the ``last`` of them, if there is somewhere to lead to."""
    if not to:
        return Fragment("{}").format(words)
    parts = words.split(" ")
    kept, rest = parts[: len(parts) - last], parts[len(parts) - last :]
    return Fragment('<a href="#{}">{}</a>{}').format(to, " ".join(kept), "".join(f" {word}" for word in rest))


def _none_stated(tables: Tables, what: str, ref_area: str = "") -> Fragment:
    place = f" for {wording.area(ref_area)}" if ref_area else ""
    says = "article states" if len(tables.articles) == 1 else "articles state"
    return Fragment("The {} no {}{}.").format(says, what, place)


def _number(number: int) -> str:
    return f"{number:,}" if number != 1 else "one"


def articles_are(number: int) -> str:
    """So many articles, and the verb."""
    return wording.count(number, "article is", "articles are")


def is_or_are(number: int) -> str:
    """The verb for so many."""
    return "is" if number == 1 else "are"


def has_or_have(number: int) -> str:
    """The verb for so many."""
    return "has" if number == 1 else "have"


def facts_sentence(tables: Tables, *, linked: bool = False) -> Fragment:
    """How many facts there are, and how the sources stand to each other; ``linked`` numbers lead to where they are."""
    statuses = Counter(tables.facts["status"])
    if not statuses:
        return Fragment("No figure is claimed as a fact.")
    agreement = "agreement" if linked else ""
    words = {
        "agreed": "agreed by several",
        "single": "on one source alone",
        "revised": "revised by a later source",
        "disputed": "in dispute",
    }
    if same := len(answers.of_one_newsroom(tables)):
        words["single"] += f" ({same} of them in several texts of one newsroom)"
    told = [
        Fragment("{} {}").format(_linked(f"{statuses[status]}", agreement), text)
        for status, text in words.items()
        if statuses[status]
    ]
    number = len(tables.facts)
    if len(told) == 1 and (number > 1 or statuses["single"]):
        [status] = statuses
        alone = f"{'each' if number > 1 else 'it'} rests {words[status]}"
        told = [Fragment("{}").format(alone if status == "single" else f"all {words[status]}")]
    articles = len({id for ids in tables.facts["sources"] for id in ids.split(";") if id})
    among = wording.count(len(tables.articles), "article")
    return Fragment("{} {} from {}: {}.").format(
        _linked(wording.count(number, "fact"), "key-figures" if linked else ""),
        "comes" if number == 1 else "come",
        _linked(f"{articles} of {among}", "sources" if linked else ""),
        _listing(told),
    )


def _listing(parts: list[Fragment]) -> Fragment:
    """The parts as a list in a sentence."""
    if len(parts) == 1:
        return parts[0]
    return Fragment("{} and {}").format(Fragment(", ").join(parts[:-1]), parts[-1])


def figures_sentence(tables: Tables, *, linked: bool = False) -> Fragment:
    """How many figures are printed, used, and set aside; ``linked`` numbers lead to where they are."""
    quantities = tables.quantities
    if quantities.empty:
        return Fragment("The {} {} no figures.").format(_articles(tables), _print(tables))
    aside = quantities[quantities["indicator"] == ""]
    used = len(quantities) - len(aside)
    roles = Counter(aside["role"])
    to_list, to_facts = ("set-aside", "key-figures") if linked else ("", "")
    told = Fragment("The {} {} {}: {} {} used").format(
        _articles(tables),
        _print(tables),
        _linked(wording.count(len(quantities), "figure"), to_list),
        _linked(f"{used}", to_facts),
        is_or_are(used),
    )
    places = {"related": "in related stories", "boilerplate": "in page furniture", "caption": "in captions"}
    outside = [(roles[role], text) for role, text in places.items() if roles[role]]
    if len(outside) == 1 and outside[0][0] == len(aside):
        others = Fragment(" {} stand").format(_linked(f"{len(aside)}", to_list)) if len(aside) > 1 else " stands"
        return told + Fragment("; the other{} {}.").format(others, outside[0][1])
    told += Fragment(" and {} set aside").format(_linked(f"{len(aside)}", to_list))
    if not outside:
        return told + "."
    parts = [Fragment("{} {}").format(_linked(f"{number}", to_list), text) for number, text in outside]
    return told + Fragment(", of them {}.").format(_listing(parts))


def _articles(tables: Tables) -> str:
    number = len(tables.articles)
    return "article" if number == 1 else f"{number} articles"


def _print(tables: Tables) -> str:
    return "prints" if len(tables.articles) == 1 else "print"


def rates_used(tables: Tables) -> list[str]:
    """The rates that were used, as the formulas of derived figures name them."""
    formulas = [formula for formula in tables.derived["formula"] if "HMRC" in formula]
    return list(dict.fromkeys(wording.formula(formula.partition(" ÷ ")[2]) for formula in formulas))
