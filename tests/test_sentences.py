"""Sentences: where they end, where they do not, and what holds for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.sentences import find_sentences

#: The bar marks where sentences end; everything else is the text.
ENGLISH = [
    "The dam is full.| It rained for a week.",
    "Mr. Ito met Prof. Anna Berg of Hull Corp. in St. Ives.| They sailed.",
    "Berth No. 4 opened.| He said no.| Then he left.",
    "It cost US$ 5.5 million vs. 6.1 a year ago.| Nobody paid.",
    "J. K. Moss owns it.| So does A. Lee.",
    "The firm sold 12,000 bags (approx. 3 tonnes) to Nile Ltd. and left.",
    "The firm is Nile Ltd.| The bags were blue.",
    "Tea grew by 3.2%.| Rice fell.",
    "“We won.”| She smiled.",
    "Is it late?| Yes!| Go on.",
    "Crews clear the quay. (Photo: ANP)| He left at noon.",
    "Crews clear the quay (Photo: ANP)| The port reopened.",
    "The U.S. economy grew.| Wages did too.",
    "It opened on Jan. 5 in Lima.| Rain fell.",
    "A line that breaks\nin the middle.| And another.",
    "A heading\n\n|The text below it.",
    "The pact is signed./.|\nNext item.",
    "growth.|The rest is glued.",
]
VIETNAMESE = [
    "Đập đã đầy.| Mưa suốt tuần.",
    "TP. Huế đón 2.318,6 nghìn lượt khách.| TS. Lê Văn Nam nói vậy.",
    "PGS.TS. Trần Hà và ThS. Mai đến TP.HCM.| Họ về sau.",
    "Giá trị đạt 3.462,718 tỷ đồng.| Số 2 còn trống.",
    "Công nhân dọn bến. (Ảnh: Hà Mai)| Ông rời đi.",
    "Công nhân dọn bến (Ảnh: Hà Mai/BTA)| Cảng mở lại.",
    "Lễ ký diễn ra sáng 15.6 tại Vinh.| Mọi người vui.",
    "Bán gạo, ngô, v.v. cho các chợ.| Giá ổn định.",
    "Tăng 3,5%.| Năm sau giảm.",
    "Hội nghị kết thúc./.",
]


@pytest.mark.parametrize(
    ("language", "marked"), [*(("en", marked) for marked in ENGLISH), *(("vi", marked) for marked in VIETNAMESE)]
)
def test_sentences_end_where_the_bar_is(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert [span.text for span in find_sentences(text, language)] == [part.strip() for part in marked.split("|")]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language"):
        find_sentences("One. Two.", "xx")


pieces = st.sampled_from(
    [". ", ".", "? ", "(Photo: ", ")", "No", "TP", " ", "\n", "\n\n", "\r\n", "Mr", "5", "a", "Ba", "“", "”", "\u2029"]
)


@given(st.one_of(st.text(), st.lists(pieces).map("".join)), st.sampled_from(languages.codes()))
def test_any_text(text: str, language: str) -> None:
    end = 0
    for span in find_sentences(text, language):
        assert text[end : span.start].strip() == ""
        assert text[span.start : span.end] == span.text == span.text.strip() != ""
        end = span.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize("piece", ["a. ", "(Photo: ", "(", '"', "No. 1 ", "\n\n", " ", "…", "TP.", "\u0301"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        start = time.process_time()
        find_sentences(text, "vi")
        return time.process_time() - start

    seconds(100)
    short, long = seconds(5_000), seconds(40_000)
    assert long < 40 * max(short, 0.005)
