"""From each fact the way leads back to the very words, and an article's words never become anything but text."""

from __future__ import annotations

import dataclasses
import math
import re

import pandas as pd
import pytest
from handmade import DISPUTE, HARBOUR, TEXTS, make
from markupsafe import Markup

from newsfigures import answers, evidence, pages
from newsfigures.types import NewsfiguresError


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return make(tmp_path_factory.mktemp("tables"))


def fact(tables, indicator):
    """The row of the one fact of this indicator."""
    [row] = [row for _, row in tables.facts.iterrows() if row["indicator"] == indicator]
    return row


def test_a_quote_is_the_file_s_own_words(tables):
    for id in tables.facts["fact"]:
        for quote in evidence.explain(id, tables).quotes:
            text = TEXTS[quote.article["article"]]
            assert text[quote.start : quote.end] in quote.sentence[slice(*quote.words)]
            assert quote.sentence in text
            assert str(quote.start) in quote.place and quote.article["sha256"][:12] in quote.place


def test_the_bound_belongs_to_the_printed_words(tables):
    [quote] = evidence.explain(fact(tables, "fdi_capital"), tables).quotes
    assert quote.printed == "more than US$80 million"
    assert quote.sentence.endswith("said Mayor Tran Binh.")


def test_a_fact_may_be_a_row_an_id_or_a_noun(tables):
    row = fact(tables, "exports")
    noun = next(noun for noun in tables.nouns if noun.id == row["fact"])
    assert str(evidence.explain(row, tables)) == str(evidence.explain(row["fact"], tables))
    assert str(evidence.explain(noun, tables)) == str(evidence.explain(row, tables))


def test_what_an_explanation_says(tables):
    told = str(evidence.explain(fact(tables, "exports"), tables))
    assert told.startswith("Exports to Japan, Hue: US$30 million per year\n")
    assert "allow US$29.5–30.5 million" in told
    assert "[US$30 million per year]" in told
    assert "Said by Mayor Tran Binh." in told and "Rules: told by hand." in told
    disputed = evidence.explain(fact(tables, "fdi_projects"), tables)
    assert "conflict" in disputed.verdict and len(disputed.quotes) == 3
    assert 'lang="vi"' in disputed._repr_html_()
    assert "a plan" in str(evidence.explain(fact(tables, "planned_funds"), tables))


def test_what_is_not_there_is_named(tables):
    with pytest.raises(NewsfiguresError, match="no fact 'nothing'"):
        evidence.explain("nothing", tables)
    with pytest.raises(NewsfiguresError, match="no article 'nothing'"):
        evidence.highlight("nothing", tables)


def test_an_article_is_highlighted_whole(tables):
    for id, text in TEXTS.items():
        shown = evidence.highlight(id, tables)
        bare = Markup(re.sub(r"<small.*?</small>|<table.*</table>", "", shown._repr_html_())).striptags()
        for word in text.split():
            assert word in bare, id
        assert len(re.findall(r"<mark title=", shown._repr_html_())) == len(shown.quantities)
        assert all(f"[{quantity['text']}]" in str(shown) for quantity in shown.quantities)


def test_the_parts_of_a_figure_are_told_by_more_than_colour(tables):
    html = evidence.highlight("harbour", tables)._repr_html_()
    assert 'worth <u>more than</u> <mark title="more than US$80 million">US$<b>80</b> million</mark>, said' in html
    assert "related story" in html and "Legend" in html


def test_a_row_of_articles_will_do(tables):
    row = next(row for _, row in tables.articles.iterrows() if row["article"] == "quiet")
    assert "No figures were seen" in evidence.highlight(row, tables)._repr_html_()


def test_hostile_words_stay_words(tables):
    area = answers.main_area(tables.facts)
    blocks = [
        evidence.highlight("dispute", tables)._repr_html_(),
        pages.annex(tables),
        pages.sources(tables),
        pages.set_aside(tables),
        pages.key_figures(tables, area),
        evidence.explain(fact(tables, "fdi_projects"), tables)._repr_html_(),
    ]
    for block in blocks:
        assert "<script" not in block
    assert "&lt;script&gt;" in blocks[0] and "&lt;script&gt;" in blocks[1]


def test_every_peek_of_the_report_lands_once(tables):
    area = answers.main_area(tables.facts)
    blocks = [
        pages.summary(tables, area, "USD"),
        pages.key_figures(tables, area),
        pages.agreement(tables),
        pages.sources(tables),
        pages.set_aside(tables),
        pages.annex(tables),
    ]
    html = "".join(blocks)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= {
        *ids,
        "agreement",
        "events-and-actors",
        "set-aside",
        "sources",
        "key-figures",
    }
    assert len(re.findall('class="peek"', pages.key_figures(tables, area))) == 2 * len(tables.facts)  # value and words


def test_what_one_sentence_prints_is_shown_with_it_once(tables):
    html = pages.annex(tables)
    assert html.count("<strong>US$30 million per year</strong>, imports <strong>about US$50 million</strong>") == 1
    capital, projects = fact(tables, "fdi_capital"), fact(tables, "fdi_projects")
    [group] = [part for part in html.split("<section ") if pages.anchor("evidence", capital["fact"]) in part]
    assert "One source; the words allow" in html and html.count("would be confirmed by a second") == 1
    assert pages.anchor("evidence", projects["fact"]) in html and "<strong>more than US$80 million</strong>" in group


def test_a_figure_set_aside_opens_its_sentence(tables):
    [link] = re.findall(r'class="peek" href="#(aside[^"]+)"', pages.set_aside(tables))
    row = next(part for part in pages.set_aside_in_words(tables).split("<tr>") if f'<span id="{link}"></span>' in part)
    assert "<mark>6 ferries</mark>" in row and ", characters 316–325" in row and "related story" in row


def test_a_conversion_leads_to_its_words(tables):
    place = {"article": "dispute", "start": DISPUTE.index("260"), "end": DISPUTE.index("260") + len("260 tỷ đồng")}
    row = place | {"text": "US$10 million", "amount_text": "260 tỷ đồng", "role": "body", "month": "2024-03"}
    row |= {"implied_rate": 26e3, "implied_low": 25e3, "implied_high": 27e3, "published_rate": math.nan, "verdict": "-"}
    told = dataclasses.replace(tables, conversions=pd.DataFrame([row]))
    [link] = re.findall(r'class="peek" href="#([^"]+)">US\$10 million', pages.conversions(told))
    assert f'<section id="{link}"><h4>260 tỷ đồng as US$10 million</h4>' in pages.annex(told)
    assert "25,000–27,000" in pages.conversions(told) and "<strong>260 tỷ đồng</strong>" in pages.annex(told)


def told_of(tables, **events):
    """The tables with a visit that two articles date differently, and one undated meeting."""
    rows = []
    for article, words, date, event in (
        ("harbour", "The city counts 12 projects", "2024-03-05", "visit"),
        ("dispute", "Hue counts 14 projects", "2024-03-06", "visit"),
        ("quiet", "Nothing was counted", "", "meeting"),
    ):
        start = TEXTS[article].index(words)
        rows.append(
            dict.fromkeys(tables.events.columns, "")
            | {"event": event, "article": article, "start": start, "end": start + len(words), "exact": words}
            | {"what": event, "obs_status": "actual", "ref_area": "VN-26", "date": date, "date_precision": "day"}
            | {"date_basis": "inferred" if article == "dispute" else "stated", "areas": "VN-26;JP"}
            | {"agreement": "single" if event == "meeting" else "conflict", "sites": "port:old"}
            | {"conflicts": "date: 2024-03-05 (harbour) | 2024-03-06 (dispute); name: A (harbour) | B (dispute)"}
            | {"actors": "95" if article == "harbour" else ""}
        )
    actor = dict.fromkeys(tables.actors.columns, "")
    actor |= {"actor": "tran-binh", "article": "harbour", "start": 95, "name": "Tran <Binh>", "language": "vi"}
    return dataclasses.replace(tables, events=pd.DataFrame(rows), actors=pd.DataFrame([actor]))


def test_events_are_told_source_by_source(tables, monkeypatch):
    tables, told, drawn = told_of(tables), [], []
    monkeypatch.setattr("IPython.display.display", told.append)
    monkeypatch.setattr("newsfigures.charts.show", lambda ax, caption: drawn.append(ax))
    pages.show_events(tables)
    html = "".join(told)
    assert "2 events are told, 1 by several sources, which differ on the date of 1" in drawn[0].get_label()
    assert "E1 Visit: Old port" in html and "E2 Meeting: Old port" in html
    assert "5 March 2024</a>" in html and "6 March 2024 (inferred)</a>" in html and "no date" in html
    assert "name: A ([3]) | B ([2])" in html and "date: 2024" not in html
    assert '<span lang="vi">Tran &lt;Binh&gt;</span></td><td>●&nbsp;<a href="#source-3">[3]</a>' in html
    annex = pages.annex(tables)
    assert set(re.findall(r'class="peek" href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', annex))
    assert "<strong>Hue counts 14 projects</strong> of Japanese" in annex


def test_corrections_are_told_with_their_outcome(tables):
    row = dict.fromkeys(tables.corrections.columns, "") | {"article": "harbour", "exact": "12 <b>", "action": "drop"}
    row |= {
        "why": "a misprint",
        "who": "An",
        "when": "2024-04-01",
        "outcome": "stale",
        "stale_because": "no such words",
    }
    html = pages.corrections(dataclasses.replace(tables, corrections=pd.DataFrame([row, row | {"article": "gone"}])))
    assert "12 &lt;b&gt;" in html and "1 April 2024" in html and "no such words" in html and ">gone<" in html
    assert "Nothing was corrected" in pages.corrections(tables)


def test_goods_are_listed_as_printed(tables):
    start = HARBOUR.index("ferries for")
    good = dict.fromkeys(tables.goods.columns, "") | {"article": "harbour", "start": start, "end": start + 7}
    good |= {"exact": "ferries", "direction": "export", "ref_area": "VN-26", "counterpart_area": "JP"}
    listed = dataclasses.replace(tables, goods=pd.DataFrame([good, good | {"start": start + 1, "exact": "<rope>"}]))
    html = pages.goods(listed, "VN-26")
    assert "Goods exported to Japan" in html and "ferries and &lt;rope&gt;." in html
    [target] = re.findall(r'class="peek" href="#([^"]+)"', html)
    assert f'id="{target}"' in pages.annex(listed)
    assert pages.goods(listed, "FR") == "" and pages.goods(listed, "VN-26", "FR") == ""


def test_the_summary_follows_the_tables(tables):
    told = pages.summary(tables, "VN-26", "USD").striptags()
    assert "in Hue from Japan: more than US$80 million in 12 projects." in told  # no capital a project: 12 is disputed
    assert (
        "Trade of Hue with Japan: exports of US$30 million per year and imports of about US$50 million per year" in told
    )
    assert ", a deficit of US$17–23 million per year." in told
    assert "Planned public funding of Vietnam by 2026: VND260 billion, which is US$10.6–10.7 million" in told
    assert "5 facts come from 3 of 4 articles: 4 on one source alone and 1 in dispute." in told
    assert "print 8 figures: 7 are used; the other stands in related stories." in told


def test_an_area_of_which_nothing_is_said(tables, capsys):
    told = pages.summary(tables, "FR", "USD").striptags()
    assert "state no investment for France." in told and "state no exports or imports for France." in told
    assert answers.trade(tables, "FR").empty and answers.investment(tables, "FR").empty
    pages.show_trade(tables, "FR")
    pages.show_investment(tables, "FR")


def test_what_is_drawn_has_words_picture_and_data(tables, monkeypatch):
    drawn, told = [], []
    monkeypatch.setattr("newsfigures.charts.show", lambda ax, caption: drawn.append((ax, caption)))
    monkeypatch.setattr("IPython.display.display", told.append)
    pages.show_investment(tables, "VN-26")
    pages.show_trade(tables, "VN-26", "JP")
    pages.show_programmes(tables, "USD")
    pages.show_figures_by_role(tables)
    labels = [ax.get_label() for ax, _ in drawn]
    assert "Japan: more than US$80 million." in labels[0]
    assert "exports US$30 million, imports ≈ US$50 million, deficit US$17–23 million" in labels[1]
    assert "Vietnam, by 2026: US$10.6–10.7 million." in labels[2]
    assert "[3] outlet not named, 5 March 2024: 4 of 5 figures used" in labels[3]
    assert sum(fragment.startswith("<table ") for fragment in told) == 4
    assert sum("What this does not show" in fragment for fragment in told) == 4


def test_the_matrix_says_who_states_what(tables):
    html = pages.agreement(tables)
    assert html.count("conflicts</a></span><br><small>12") == 2
    assert html.count("conflicts</a></span><br><small>14") == 1
    assert "silent" in html and "●" in html


def test_one_article_without_figures(tmp_path):
    tables = make(tmp_path, "quiet")
    assert answers.main_area(tables.facts) == ""
    told = "".join(
        [
            pages.heading(tables, "", ""),
            pages.strip(tables),
            pages.summary(tables, "", "USD"),
            pages.key_figures(tables, ""),
            pages.agreement(tables),
            pages.set_aside(tables),
            pages.method(tables),
            pages.caveats(tables),
            pages.conversions(tables),
            pages.annex(tables),
            pages.charts_in_words(tables, ""),
        ]
    )
    assert "What does 1 article print?" in told and "The article prints no figures." in told
    assert "None" not in told and "nan" not in told
    pages.show_figures_by_role(tables)
    pages.show_programmes(tables, "USD")


def test_of_many_facts_only_those_of_the_area_are_key_figures(tables, monkeypatch):
    monkeypatch.setattr("newsfigures.pages.claims.MOST_FACTS", 3)
    told = []
    monkeypatch.setattr("IPython.display.display", told.append)
    pages.show_other_facts(tables, "VN-26")
    key, [other] = pages.key_figures(tables, "VN-26"), told
    assert key.count('id="fact-') == 3 and other.count('id="fact-') == 2
    assert "2 facts more stand under" in key and 'id="other-facts"' in other
    assert "Vietnam, by 2026" in other


def test_many_sources_are_listed_instead_of_a_wide_matrix(tables, monkeypatch):
    monkeypatch.setattr("newsfigures.pages.claims.MOST_COLUMNS", 2)
    html = pages.agreement(tables)
    assert "conflicts</a></span><br><small>14" in html and "others are silent" in html
    assert "4 facts rest on one source each" in html


def test_a_fragment_shows_itself_and_escapes():
    assert pages.Fragment("<p>{}</p>").format("<b>")._repr_html_() == "<p>&lt;b&gt;</p>"
    assert isinstance(pages.Fragment("a") + "<", pages.Fragment)
    assert pages.to_table(["a"], [["b"]])._repr_html_().startswith("<table ")


def test_ids_are_safe_and_tell_facts_apart():
    ids = ["a b", "a-b", 'a"b', "á", "x" * 200, "x" * 201]
    anchors = [pages.anchor("fact", id) for id in ids]
    assert len(set(anchors)) == len(ids)
    assert all(re.fullmatch(r"[\w.-]+", anchor, re.ASCII) for anchor in anchors)


def test_frames_of_answers_are_in_one_currency(tables):
    euros = tables.facts.assign(
        unit_measure=[
            "EUR" if i == "exports" else u
            for i, u in zip(tables.facts.indicator, tables.facts.unit_measure, strict=True)
        ]
    )
    assert isinstance(euros, pd.DataFrame)
    mixed = answers._one_unit(pd.concat([tables.facts, euros]))
    assert mixed["unit_measure"].nunique() == 1


def moved(tables, area, **change):
    """The tables with all facts of one area told of another, and what else is changed."""
    facts = tables.facts.assign(ref_area=[area if code == "VN-26" else code for code in tables.facts["ref_area"]])
    return dataclasses.replace(tables, facts=facts.assign(**change))


def test_a_country_is_answered_for_by_its_parts(tables):
    told = pages.summary(tables, "VN", "USD").striptags()
    assert "no investment" not in told and "no exports" not in told
    assert "in Hue (a part of Vietnam) from Japan: more than US$80 million in 12 projects" in told
    assert list(answers.investment(tables, "VN")["label"]) == ["Hue, Japan"]
    assert answers.trade(tables, "VN")["label"].iloc[0].startswith("Hue, Japan")


def test_an_absence_never_leads(tables):
    first, *_, last = re.findall("<li>(.*?)</li>", pages.summary(moved(tables, "JP"), "VN", "USD"))
    assert first.startswith("Planned public funding of Vietnam")
    assert "no investment for Vietnam. The articles state no exports" in last


def test_the_subject_says_how_it_was_found(tables):
    assert "Hue, the area with the most facts: 4 of 5 facts" in pages.strip(tables, "VN-26")
    assert "Vietnam, as asked for: 1 of 5 facts and 4 about its parts" in pages.strip(tables, "VN", chosen=True)
    assert "about Hue?" in pages.heading(tables, "", "VN-26")
    assert "about Vietnam and 1 other area?" in pages.heading(moved(tables, "JP"), "", "VN")


def test_facts_of_several_sources_are_first_and_parts_follow_their_country(tables):
    agreed = tables.facts.assign(n_sources=[2 if code == "imports" else 1 for code in tables.facts["indicator"]])
    own, part = answers.key_figures(agreed, "VN"), answers.key_figures(agreed, "VN-26")
    assert list(own["ref_area"]) == ["VN-26", "VN", "VN-26", "VN-26", "VN-26"]
    assert own["indicator"].iloc[0] == part["indicator"].iloc[0] == "imports"
    assert part["ref_area"].iloc[-1] == "VN"


def test_events_without_a_date_are_not_drawn(tables, monkeypatch):
    tables, told, drawn = told_of(tables), [], []
    tables = dataclasses.replace(tables, events=tables.events.assign(date=""))
    monkeypatch.setattr("IPython.display.display", told.append)
    monkeypatch.setattr("newsfigures.charts.show", lambda ax, caption: drawn.append(ax))
    pages.show_events(tables)
    assert not drawn and "No source says when" in told[0] and "E1 Visit: Old port" in "".join(told)


def test_a_conversion_in_an_undated_article_has_no_month(tables):
    row = {"article": "harbour", "start": 0, "end": 3, "text": "US$9", "amount_text": "9 €", "role": "body"}
    row |= {"implied_rate": 1, "implied_low": 1, "implied_high": 2, "published_rate": 1.5, "month": "2031-07"}
    told = dataclasses.replace(tables, conversions=pd.DataFrame([row | {"verdict": "the published rate fits"}]))
    assert "July 2031" in pages.conversions(told) and "the published rate fits" in pages.conversions(told)
    row |= {"published_rate": math.nan, "month": "", "verdict": "undated: nothing says when"}
    html = pages.conversions(dataclasses.replace(tables, conversions=pd.DataFrame([row])))
    assert "undated: nothing says when" in html and "2031" not in html and "1.5" not in html and "nan" not in html


def test_rows_of_trade_that_overlap_are_told_so(tables, monkeypatch):
    drawn, told = [], []
    monkeypatch.setattr("newsfigures.charts.show", lambda ax, caption: drawn.append(ax))
    monkeypatch.setattr("IPython.display.display", told.append)
    codes = ["exports_rice" if code == "imports" else code for code in tables.facts["indicator"]]
    pages.show_trade(dataclasses.replace(tables, facts=tables.facts.assign(indicator=codes)), "VN-26")
    pages.show_trade(tables, "VN-26")
    assert "single partners and single goods are parts of each other, not to be added" in drawn[0].get_label()
    assert "parts of each other" not in drawn[1].get_label()


def test_a_derived_figure_says_that_an_input_is_in_dispute(tables):
    disputed = dataclasses.replace(tables, facts=tables.facts.assign(status="disputed"))
    assert pages.derived_figures(disputed).count("from a figure in dispute") == len(tables.derived)
    agreed = dataclasses.replace(tables, facts=tables.facts.assign(status="agreed"))
    assert "in dispute" not in pages.derived_figures(agreed) + pages.summary(agreed, "VN-26", "USD")


def test_a_sentence_of_figures_set_aside_is_told_once(tables):
    quantities = tables.quantities.assign(indicator="", set_aside="no indicator")
    quantities.loc[quantities["value"] == 50e6, "set_aside"] = "an age"
    told = dataclasses.replace(tables, quantities=quantities)
    html = pages.set_aside_in_words(told)
    assert html.count("<mark>") == len(quantities) and html.count("<tr>") - 1 < len(quantities)
    assert "US$50 million</strong>: an age" in html and html.striptags().count("imports about") == 1
    by_reason = pages.set_aside(told)
    assert by_reason.count('class="peek"') == len(quantities)
    assert set(re.findall(r'href="#(aside[^"]+)"', by_reason)) == set(re.findall(r'id="(aside[^"]+)"', html))
    assert re.search(r"<td>an age</td><td class=\"num\">1</td>", by_reason)


def test_articles_of_one_outlet_are_told_apart(tables):
    same = tables.articles.assign(outlet="The Gazette", date="", title=[f"Report {n} " + "x" * 60 for n in range(4)])
    frame = answers.figures_by_role(dataclasses.replace(tables, articles=same))
    assert frame["label"].nunique() == frame["title"].nunique() == 4
    assert frame["label"].iloc[1] == "[2] The Gazette, undated" and frame["title"].iloc[1].startswith("Report 1")


def test_many_articles_are_drawn_in_several_charts(tables, monkeypatch):
    drawn = []
    monkeypatch.setattr("newsfigures.charts.show", lambda ax, caption: drawn.append((ax, caption)))
    monkeypatch.setattr("newsfigures.charts.MOST_ARTICLES", 3)
    pages.show_figures_by_role(tables)
    assert [caption.rpartition(", ")[2] for _, caption in drawn] == ["articles 1 to 2", "articles 3 to 4"]
    assert drawn[0][0].get_xlim() == drawn[1][0].get_xlim()


def test_a_plan_of_investment_is_told_as_one_and_after_what_is_there(tables):
    facts = tables.facts[tables.facts["indicator"] == "fdi_capital"]
    plan = facts.assign(
        fact="plan", obs_value=9e9, value_low=9e9, value_high=9e9, time_period="2031", obs_status="plan"
    )
    both = dataclasses.replace(tables, facts=pd.concat([tables.facts, plan], ignore_index=True))
    assert list(answers.investment(both, "VN-26")["label"]) == ["Japan", "Japan, 2031, a plan"]
    alone = dataclasses.replace(tables, facts=plan.reset_index(drop=True))
    assert "US$9 billion (a plan)" in pages.summary(alone, "VN-26", "USD").striptags()


def test_plans_of_others_are_told_as_elsewhere(tables):
    assert "Elsewhere, planned public funding of Vietnam" in pages.summary(tables, "FR", "USD").striptags()
    assert "Elsewhere" not in pages.summary(tables, "VN-26", "USD")


def test_trade_with_all_in_all_goods_is_named(tables):
    facts = tables.facts.assign(counterpart_area="")
    assert list(answers.trade(dataclasses.replace(tables, facts=facts), "VN-26")["label"]) == ["all trade, per year"]


def test_an_explanation_names_what_its_sources_also_print_and_what_settled_it(tables):
    disputed = evidence.explain("fdi_projects.VN-26.JP..level.count", tables)
    assert disputed.notes == (
        "Its sources also print “14 projects”.",
        "Settled by: sources print different values; the lowest is the value;"
        " none names its period: they may be of several.",
    )
    assert "Its sources also print “14 projects”. Settled by" in disputed._repr_html_()
    assert "\nSettled by: sources print" in str(disputed)
    assert evidence.explain("exports.VN-26.JP..level.USD.per_year", tables).notes == ()


def test_an_explanation_says_why_nothing_is_converted(tables):
    id = "planned_funds.VN..../2026.level.VND..plan"
    assert not any("Not converted" in note for note in evidence.explain(id, tables).notes)
    bare = dataclasses.replace(tables, derived=tables.derived[:0])
    assert evidence.explain(id, bare).notes == ("Not converted into US$: no rate is published for its time.",)
    undated = dataclasses.replace(
        bare, facts=bare.facts.assign(time_period=""), articles=bare.articles.assign(date="", date_basis="unknown")
    )
    assert "no month's rate is its own" in " ".join(evidence.explain(id, undated).notes)
    dispute = dataclasses.replace(bare, facts=bare.facts.assign(status="disputed"))
    assert evidence.explain(id, dispute).notes[-1] == "Not converted into US$: it is in dispute."


def test_texts_of_one_newsroom_are_told_as_one_source(tables):
    one = dataclasses.replace(
        tables, facts=tables.facts.assign(status="single", n_sources=1, sources="harbour;canteen")
    )
    two = dataclasses.replace(tables, facts=one.facts.assign(status="agreed", n_sources=2))
    told = "each rests on one source alone (5 of them in several texts of one newsroom)"
    assert told in pages.summary(one, "VN-26", "USD").striptags()
    assert "agree, but are one source" in pages.key_figures(one, "VN-26")
    assert "one newsroom" not in pages.summary(two, "VN-26", "USD")
    assert "one source" not in pages.key_figures(two, "VN-26")


def test_a_plan_of_trade_never_leads_what_was_traded(tables):
    facts = tables.facts[tables.facts["indicator"] == "exports"]
    plan = facts.assign(
        fact="plan", obs_value=9e9, value_low=9e9, value_high=9e9, time_period="2031", obs_status="plan"
    )
    both = dataclasses.replace(tables, facts=pd.concat([tables.facts, plan], ignore_index=True))
    assert [label.endswith("a plan") for label in answers.trade(both, "VN-26")["label"]] == [False, True]
    alone = dataclasses.replace(tables, facts=plan.reset_index(drop=True))
    assert "Exports of Hue to Japan in 2031: US$9 billion per year (a plan)." in " ".join(
        pages.summary(alone, "VN-26", "USD").striptags().split()
    )
