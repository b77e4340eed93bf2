"""Articles: decoding, hostile files, sections and their roles, and what a page says of itself."""

from __future__ import annotations

import os
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfigures import languages
from newsfigures.articles import (
    decode,
    find_files,
    find_language,
    read_article,
    read_articles,
    read_bytes,
    read_text,
)
from newsfigures.articles.files import MOST_BYTES
from newsfigures.types import Article, ArticleError

ENGLISH = "The harbour of the old town has been open to the ferries for a year, the mayor said on the quay.\n"
VIETNAMESE = "Bến cảng của khu phố cổ đã mở cửa cho các chuyến phà được một năm, ông chủ tịch cho biết.\n"


def article(tmp_path: Path, text: str | bytes, name: str = "a.txt") -> Article:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_article(path)


def roles(read: Article) -> list[tuple[str, str]]:
    return [(section.role, " ".join(section.text.split())) for section in read.sections]


# --- decoding


@pytest.mark.parametrize(
    ("text", "encode", "encoding"),
    [
        (VIETNAMESE, "utf-8", "utf-8"),
        (VIETNAMESE, "utf-8-sig", "utf-8"),
        (VIETNAMESE, "utf-16", "utf-16-le"),
        (VIETNAMESE, "utf-16-le", "utf-16-le"),
        (VIETNAMESE, "utf-16-be", "utf-16-be"),
        (VIETNAMESE, "utf-32", "utf-32-le"),
        (ENGLISH + "The café’s “menu” – £5.", "cp1252", "windows-1252"),
    ],
)
def test_encodings(tmp_path: Path, text: str, encode: str, encoding: str) -> None:
    read = article(tmp_path, text.encode(encode))
    assert (read.text, read.encoding) == (text, encoding)


def test_windows_1258_writes_tones_apart(tmp_path: Path) -> None:
    apart = "".join(VIETNAMESE_1258.get(sign, sign) for sign in VIETNAMESE)
    read = article(tmp_path, apart.encode("cp1258"))
    assert (read.text, read.encoding, read.language) == (apart, "windows-1258", "vi")


VIETNAMESE_1258 = {
    "ế": "ê\u0301",
    "ả": "a\u0309",
    "ủ": "u\u0309",
    "ố": "ô\u0301",
    "ổ": "ô\u0309",
    "ã": "a\u0303",
    "ở": "ơ\u0309",
    "ử": "ư\u0309",
    "á": "a\u0301",
    "ế ": "ê\u0301",
    "ộ": "ô\u0323",
    "ạ": "a\u0323",
    "ị": "i\u0323",
    "ợ": "ơ\u0323",
    "ề": "ê\u0300",
    "à": "a\u0300",
}


def test_a_damaged_byte_does_not_lose_the_text(tmp_path: Path) -> None:
    data = (VIETNAMESE * 3).encode()
    read = article(tmp_path, data[:20] + b"\xff" + data[20:])
    assert read.encoding == "utf-8 (damaged)"
    assert read.text.count("\ufffd") >= 1


def test_line_ends_and_offsets_stay(tmp_path: Path) -> None:
    text = "\r\n" + ENGLISH.replace("\n", "\r\n\r\n") + "The rest of it.\rEnd\u2028of it"
    read = article(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert read.text == text
    for section in read.sections:
        assert text[section.start : section.end] == section.text
    assert read_text(tmp_path / "a.txt") == (text, read.sha256)


# --- files that cannot be read


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t", "empty"),
        ("a.txt", "\ufeff".encode(), "not a word"),
        ("a.txt", b"123 456\n...", "not a word"),
        ("a.txt", b"&nbsp;\n&nbsp;", "not a word"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x00\x00\x01text", "binary"),
        ("a.txt", b"%PDF-1.7 text", "a PDF"),
        ("a.txt", b"PK\x03\x04 text", "ZIP"),
        ("a.txt", b"\xff\xfe\x00", "UTF-16"),
        ("a.txt", "日本語の文章です。".encode("shift-jis"), "no encoding"),
        ("a.docx", b"The text of a letter.", "only .txt"),
        ("no-ending", b"The text of a letter.", "only .txt"),
        ("two;one.txt", b"The text of a letter.", "rename"),
    ],
)
def test_refused(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        article(tmp_path, data, name)
    message = str(refusal.value)
    assert message.startswith(f"{name}: ")
    assert why in message
    assert message.isprintable()


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "dangling.txt").symlink_to("nowhere.txt")
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, why in [
        ("folder", "folder"),
        ("dangling", "a link to a file that is not there"),
        ("round", "symbolic link"),
        ("device", "device"),
        ("pipe", "pipe"),
        ("missing", "No such file"),
    ]:
        with pytest.raises(ArticleError, match=why):
            read_article(tmp_path / f"{name}.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ArticleError, match="Permission denied"):
        read_article(tmp_path / "a.txt")


def test_one_line_of_fifty_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(25 * MOST_BYTES)
    start = time.process_time()
    with pytest.raises(ArticleError, match="larger than 2 MB"):
        read_bytes(path)
    assert time.process_time() - start < 0.5


def test_a_name_is_shown_without_its_control_signs(tmp_path: Path) -> None:
    name = "a\n\x1b[31m\u202eb.txt"
    (tmp_path / name).write_text(ENGLISH)
    with pytest.raises(ArticleError) as refusal:
        read_articles(tmp_path)
    assert str(refusal.value).isprintable()
    assert "\\u000a\\u001b[31m\\u202eb.txt" in str(refusal.value)


def test_a_folder_is_read_in_order_and_bad_files_are_collected(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.TXT"):
        (tmp_path / name).write_text(ENGLISH)
    for name in (".gitkeep", ".DS_Store"):
        (tmp_path / name).write_bytes(b"\x00")
    (tmp_path / "notes.md").write_text("# Notes")
    (tmp_path / "empty.txt").write_text("")
    unread: list[ArticleError] = []
    assert [read.id for read in read_articles(tmp_path, unread)] == ["a", "b", "c"]
    assert [str(refusal).partition(":")[0] for refusal in unread] == ["notes.md", "empty.txt"]
    with pytest.raises(ArticleError, match=r"notes\.md"):
        read_articles(tmp_path)


def test_ids_are_the_stems_unless_two_look_alike(tmp_path: Path) -> None:
    for name in ("a.txt", "a.TXT", "b.txt"):
        (tmp_path / name).write_text(ENGLISH)
    names = [path.name for path in tmp_path.iterdir()]
    expected = ["a.TXT", "a.txt", "b"] if len(names) == 3 else ["a", "b"]  # some file systems keep one of the two
    assert list(find_files(tmp_path)) == expected


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="give a folder"):
        read_articles(tmp_path / "nowhere", [])


# --- languages


def test_languages_of_paragraphs(tmp_path: Path) -> None:
    read = article(tmp_path, f"Ferries\n\n{ENGLISH}\n{VIETNAMESE}\nOslo, Bergen\n\n{ENGLISH}")
    assert read.language == "en"
    assert [section.language for section in read.sections] == ["en", "en", "vi", "en", "en"]


def test_a_text_without_function_words_is_classified() -> None:
    assert (
        find_language("Gross domestic product growth figures, quarterly employment statistics, manufacturing output")
        == "en"
    )
    assert find_language("Oslo") == find_language("") == find_language("12") == ""


@pytest.mark.parametrize("name", ["function_words", "roles", "datelines", "sentences"])
def test_the_languages_say_the_same_things(name: str) -> None:
    tables = [languages.table(code, name) for code in languages.codes()]
    assert all(table.keys() == tables[0].keys() for table in tables)


# --- roles

PAGE = """\
Markets
World news
Ferry fares to rise by 4% in spring, harbour board says
Published: 3 April 2024 at 09:10
WRITER:
Jane Roe
Facebook
Copy link
12
The quay at dawn. (Photo: Ann Poe)
The board of the harbour will raise the fares of its six ferries by 4 per cent from next spring, it said on Monday.
Advertisement
The last rise, of 3 per cent, was three years ago, and the number of passengers has fallen since then, the board said.
RELATED
business
Salmon prices reach 12-year high
Bakers sell 5 million buns
Passengers have asked for a monthly ticket of 40 pounds, which the board said it would look into before the summer.
A survey of 900 of them found that more than half would take the ferry more often if there was such a ticket for it.
READERS' POLL
How do you get to work?
By ferry
On foot
KEYWORDS
Ferries
Most read
7 ways to cook cod
View comments
That is too much, and I have been saying so to everyone on the quay for 20 years, but they do not listen to us at all.
"""


def test_the_roles_of_a_page(tmp_path: Path) -> None:
    read = article(tmp_path, PAGE)
    by_role: dict[str, list[str]] = {}
    for role, text in roles(read):
        by_role.setdefault(role, []).append(text.split()[0])
    assert by_role["title"] == ["Ferry"]
    assert by_role["caption"] == ["The"]
    assert by_role["body"] == ["The", "The", "Passengers", "A"]
    assert by_role["related"] == ["RELATED", "business", "Salmon", "Bakers", "Most", "7"]
    assert {"Markets", "World", "Published:", "12", "KEYWORDS", "How", "That"} <= set(by_role["boilerplate"])
    assert read.title == "Ferry fares to rise by 4% in spring, harbour board says"
    assert (read.date, read.date_basis) == (date(2024, 4, 3), "stated")


def test_after_a_sign_off_everything_is_related(tmp_path: Path) -> None:
    teaser = "Bakers sold 5 million buns last year, which is more than they have ever sold in the town, they said.\n\n"
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{ENGLISH[:-1]}./.\n\nVNA\n\nSee more\n\n{teaser}{teaser}")
    assert [role for role, _ in roles(read)] == [
        "title",
        "body",
        "body",
        "boilerplate",
        "related",
        "related",
        "related",
    ]
    assert read.outlet == "Vietnam News Agency"


@pytest.mark.parametrize(
    "line",
    [
        "Boats in the bay. (Photo: BTA)",
        "Boats in the bay Photo by staff (Photo by Ann Poe)",
        "Boats in the bay. Photo: ANN POE",
        "Thuyền trong vịnh. (Ảnh: Hà Mai/BTA)",
        "Thuyền trong vịnh. Ảnh: Hà Mai",
        "Thuyền trong vịnh (Ảnh minh họa)",
        "Illustrative image",
        "Boats in the bay (Illustrative image. Source: BTA)",
        "*Boats in the bay. (Photo: BTA)*",
        "boats-in-the-bay.jpg",
        "Boats in the bay of the old town © Ann Poe/AFP",
    ],
)
def test_a_caption(tmp_path: Path, line: str) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{line}\n\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["title", "body", "caption", "body"]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "The fair opened. Boats in the bay (Photo: BTA) It drew 900 people.",
            [
                ("body", "The fair opened."),
                ("caption", "Boats in the bay (Photo: BTA)"),
                ("body", "It drew 900 people."),
            ],
        ),
        (
            "Hội chợ mở cửa. Thuyền trong vịnh. Ảnh: Hà Mai/BTA  Có 900 người đến.",
            [
                ("body", "Hội chợ mở cửa."),
                ("caption", "Thuyền trong vịnh. Ảnh: Hà Mai/BTA"),
                ("body", "Có 900 người đến."),
            ],
        ),
        (
            "He said: the photo was his. It drew 900 people.",
            [("body", "He said: the photo was his. It drew 900 people.")],
        ),
        ("They showed photos: 12 of boats, 3 of nets.", [("body", "They showed photos: 12 of boats, 3 of nets.")]),
    ],
)
def test_a_caption_that_runs_into_the_body(tmp_path: Path, line: str, parts: list[tuple[str, str]]) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{line}\n\n{ENGLISH}")
    assert roles(read)[2:-1] == parts


def test_a_credit_on_its_own_line_belongs_to_the_line_before(tmp_path: Path) -> None:
    read = article(
        tmp_path, f"Ferry news of the week\n\nThe mayor cuts a cake on the quay.\n(AFP/Ann Poe)\n\n{ENGLISH}"
    )
    assert [role for role, _ in roles(read)] == ["title", "caption", "caption", "body"]


def test_blank_lines_between_all_part_no_caption_from_its_credit(tmp_path: Path) -> None:
    read = article(tmp_path, f"Tin phà\n\n{VIETNAMESE}\n\nKhách lên phà ở bến cũ\n\nẢnh: Hà Mai\n\n{VIETNAMESE}")
    assert [role for role, _ in roles(read)] == ["title", "body", "caption", "caption", "body"]


def test_a_caption_repeated_without_its_credit(tmp_path: Path) -> None:
    read = article(
        tmp_path,
        f"Ferry news of the week\n\nBoats in the bay of Oslo\n\nBoats in the bay of Oslo (Photo: BTA)\n\n{ENGLISH}",
    )
    assert [role for role, _ in roles(read)] == ["title", "caption", "caption", "body"]


def test_a_line_printed_twice_is_a_caption(tmp_path: Path) -> None:
    read = article(
        tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n5 boats in the bay\n\n5 boats in the bay\n\n{ENGLISH}"
    )
    assert [role for role, _ in roles(read)] == ["title", "body", "caption", "caption", "body"]


def test_an_excerpt_of_the_article_itself(tmp_path: Path) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH[:70]} …\n\n{ENGLISH}\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["title", "related", "body", "body"]


def test_lines_that_break_around_a_link_are_one_paragraph(tmp_path: Path) -> None:
    lines = (
        "The ferry of the town of\nOslo\n, open since spring, has carried\n900\npeople, and on\nMonday\nit was full.\n"
    )
    read = article(tmp_path, f"Ferry news\n\n{lines}{ENGLISH}")
    assert next(text for role, text in roles(read) if role == "body") == " ".join(lines.split())


def test_a_paragraph_wrapped_at_a_fixed_width(tmp_path: Path) -> None:
    words = f"{ENGLISH} {ENGLISH} The Board of the Harbour said on Monday that 5\nmillion people had come."
    wrapped = textwrap.fill(words, 72)
    read = article(tmp_path, f"Ferry news\n\n{wrapped}\n\n{wrapped}\n")
    assert [role for role, _ in roles(read)] == ["title", "body", "body"]


def test_headlines_are_not_joined(tmp_path: Path) -> None:
    read = article(
        tmp_path, f"Ferry news\n\n{ENGLISH}Bakers sell more buns than ever\nCod is back in the bay\n{ENGLISH}"
    )
    assert [text for _, text in roles(read)][2:4] == ["Bakers sell more buns than ever", "Cod is back in the bay"]


@pytest.mark.parametrize(
    "line",
    [
        "Listen to article",
        "0:00 0:00",
        "By Jane Roe - Translated by Ann Poe",
        "Follow us on the network of your choice",
        "Subscribe to our newsletter for 5 stories a day",
        "Article continues after this advertisement",
        "Copy link",
        "Nghe đọc bài",
        "Quảng cáo",
        "Tác giả: Hà Mai",
        "PUBLISHED : 17 June 2023 at 18:40",
        "By JANE ROE | River Daily | Updated: 2023-06-17 18:40",
        "UPDATED SAT, JUNE 17, 2023 · 06:40 PM",
        "5 min read | 1.2K shares",
        "1.204 lượt xem - 35 bình luận",
        "3,400 views · 12 comments",
        "($1 = 9.40 crowns)",
        "(US$1 = 9.40 crowns; 1 euro = $1.10)",
        "Số điện thoại: 0123 456 789",
        "Tickets: +44 1632 555 019",
        "(Reporting by Jane Roe; editing by Ann Poe)",
        "Views: 1,204",
        "Lượt xem: 2.315",
        "Reading time: 4 minutes",
        "Wed, May 8, 2024, 8:45 AM EST • 3 min read",
        "Home | News | Ferries | Fares",
        "Facebook   Twitter   WhatsApp",
        "Posted on May 8, 2024 by admin",
        "By Jane Roe - May 8, 2024",
        "Published in The Harbour Post, May 8th, 2024",
        "Bài, ảnh: Hà Mai",
        "Page 2 of 5",
        "Trang 2/5",
        "jr/ap",
        "HARB +1.2%",
        "(River Daily with AFP)",
        "Trần Văn Sông (P/v TTXVN tại Oslo)",
        "Ann Poe covers the harbour. Write to her at ann.poe@river.example or call her.",
        "Did you find this article useful?",
        "https://example.org/2024/05/24/ferries-to-rise-by-4-percent.html",
        "example.org",
    ],
)
def test_a_line_of_the_page_itself(tmp_path: Path, line: str) -> None:
    read = article(tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n{line}\n\n{ENGLISH}")
    assert roles(read)[2] == ("boilerplate", " ".join(line.split()))


@pytest.mark.parametrize(
    "heading",
    [
        "Leave a Reply",
        "TỔNG ĐÀI HỖ TRỢ: (0123) 4567",
        "Bình luận",
        "© 2024 Example. All rights reserved",
        "© 2024 The Old Ferry Company.",
    ],
)
def test_the_end_of_a_page(tmp_path: Path, heading: str) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{heading}\n1. Đường dây cho 24 phường\n2. Ferries 0123\n")
    assert [role for role, _ in roles(read)] == ["title", "body", *["boilerplate"] * 3]


@pytest.mark.parametrize(
    "sentence",
    [
        "Related costs rose by 4 per cent, the board of the harbour said, and the fares will follow in the spring.",
        "Comments by 900 passengers were read by the board, which will answer each of them before the summer.",
        "Tổng đài 1234 của bến phà đã nhận 900 cuộc gọi trong ngày đầu, theo ban quản lý bến.",
        "Copyright fees cost the radio station on the ferry 900 pounds a year, the captain of the ferry said.",
        "About 900 passengers: that is what the board of the harbour expects on each day of the summer.",
        "Lượt xem 900 vé của bến trong ngày đầu là nhiều nhất từ trước tới nay, theo ban quản lý bến.",
        "Follow-up talks on the fare of 4 pounds are due in the spring, the board of the harbour said.",
        "Posted on May 8, 2024 were the fares of the six ferries, which the board of the harbour had raised.",
        "Contact with the ferry was lost for 12 minutes, the harbour said, and then she came in on her own.",
        "Trang 5 của báo cáo nói giá vé phà tăng 4%, theo ban quản lý bến.",
    ],
)
def test_a_sentence_is_no_heading(tmp_path: Path, sentence: str) -> None:
    read = article(tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n{sentence}\n\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["title", "body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "About the Harbour Board: The Harbour Board has 12 members and runs six ferries from the old town of the bay.",
        "About the Harbour Board\n\nThe Harbour Board has 12 members and runs six ferries from the old town.",
        "Đôi nét về Bến Phà Cũ: Bến có 12 nhân viên và sáu chiếc phà, theo ban quản lý của bến phà.",
    ],
)
def test_what_a_release_says_of_its_sender(tmp_path: Path, line: str) -> None:
    read = article(tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n{ENGLISH}\n{line}\n")
    assert [role for role, _ in roles(read)][:3] == ["title", "body", "body"]
    assert {role for role, _ in roles(read)[3:]} == {"boilerplate"}


def test_notes_to_editors_are_no_body(tmp_path: Path) -> None:
    notes = "Notes to editors\n\n1. The old ferry carries 900 passengers a day.\n\nCall Jane Roe, +44 1632 555 019\n"
    read = article(tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n\n{ENGLISH}\n\n{notes}")
    assert [role for role, _ in roles(read)] == ["title", "body", "body", *["boilerplate"] * 3]


def test_about_a_thing_in_the_middle_is_told(tmp_path: Path) -> None:
    line = "About the Harbour Board: it has 12 members and runs six ferries, as the harbour's friends know well."
    read = article(tmp_path, f"Ferry news of the week\n\n{ENGLISH}\n{line}\n\n" + f"{ENGLISH}\n" * 5)
    assert [role for role, _ in roles(read)] == ["title", *["body"] * 7]


def test_a_teaser_behind_arrows_is_another_story(tmp_path: Path) -> None:
    read = article(tmp_path, f"Tin phà\n\n{VIETNAMESE}\n>> Bến mới sẽ đón 10 triệu khách\n\n{VIETNAMESE}")
    assert [role for role, _ in roles(read)] == ["title", "body", "related", "body"]


def test_a_button_on_top_ends_nothing(tmp_path: Path) -> None:
    read = article(
        tmp_path, f"Tin phà\nBình luận\nChia sẻ\n{VIETNAMESE}{VIETNAMESE}{VIETNAMESE}Bình luận (12)\n{VIETNAMESE}"
    )
    assert [role for role, _ in roles(read)] == ["title", *["boilerplate"] * 2, *["body"] * 3, *["boilerplate"] * 2]


def test_a_list_of_other_stories_ends_at_a_blank_line(tmp_path: Path) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\nRead more\n7 ways to cook cod\nBuns sell well\n\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["title", "body", *["related"] * 3, "body"]


def test_what_follows_the_sign_of_the_end_is_another_story(tmp_path: Path) -> None:
    read = article(
        tmp_path, f"Tin phà\n\n{VIETNAMESE[:-1]}/.\n\nBánh mì 5 nghìn đồng\n\n{VIETNAMESE}\n(TTXVN/Vietnam+)\n"
    )
    assert [role for role, _ in roles(read)] == ["title", "body", "related", "related", "boilerplate"]


def test_a_signature_and_the_headlines_after_it(tmp_path: Path) -> None:
    read = article(tmp_path, f"Tin phà\n\n{VIETNAMESE}\nHà Mai\n\nBánh mì 5 nghìn đồng\nCá rẻ hơn 3%\n#phà #cá\n")
    assert [role for role, _ in roles(read)] == ["title", "body", "boilerplate", "related", "related", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "Photo taken on May 3, 2024 shows 30 boats in the bay. (Xinhua/Jane Roe)",
        "Boats in the bay, May 3, 2024. REUTERS/Jane Roe/File Photo",
    ],
)
def test_a_picture_signed_by_an_agency(tmp_path: Path, line: str) -> None:
    read = article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{line}\n\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["title", "body", "caption", "body"]


def test_bullets_are_told(tmp_path: Path) -> None:
    read = article(tmp_path, f"Key points\n- Fares rise 4%\n- Buns fall 9%\n\n{ENGLISH}")
    assert [role for role, _ in roles(read)] == ["boilerplate", "body", "body", "body"]
    assert read.title.startswith("Fares rise 4%")


# --- what the page says of itself

FAIR = "Ferry news\n\nThe fair of May 29 was full, the board of the harbour said.\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"Oslo (VNA) – {ENGLISH}", "Oslo"),
        (f"Hà Nội (TTXVN) - {VIETNAMESE}", "Hà Nội"),
        (f"NEW DELHI: {ENGLISH}", "NEW DELHI"),
        (f"BERGEN, Jan. 13 (Xinhua) -- {ENGLISH}", "BERGEN"),
        (f"(TTXVN) – {VIETNAMESE}", ""),
        (f"UPDATE: {ENGLISH}", ""),
        (f"TTO - {VIETNAMESE}", ""),
        (f"TP.HCM - {VIETNAMESE}", "TP.HCM"),
        (f"[HO CHI MINH CITY] {ENGLISH}", "HO CHI MINH CITY"),
        (f"HANOI, Vietnam (AP) — {ENGLISH}", "HANOI"),
        (f"Bergen, 6 May 2024 – {ENGLISH}", "Bergen"),
        (f"PV: {VIETNAMESE}", ""),
        (f"QA: {ENGLISH}", ""),
        (f"The board said – {ENGLISH}", ""),
        (ENGLISH, ""),
    ],
)
def test_the_place_of_a_dateline(tmp_path: Path, text: str, place: str) -> None:
    assert article(tmp_path, f"Ferry news of the week\n\n{text}\n{ENGLISH}").place == place


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("en.baodanang.vn", "Báo Đà Nẵng"),
        ("https://www.bangkokpost.com/a/b", "Bangkok Post"),
        ("Xinhua", "Xinhua"),
        ("Source: CNA/xy", "CNA"),
        ("Hà Mai (TTXVN)", "Vietnam News Agency"),
        ("(Theo TTXVN)", "Vietnam News Agency"),
        ("THE JAKARTA POST POLL", "The Jakarta Post"),
        ("example.org", ""),
    ],
)
def test_the_outlet(tmp_path: Path, line: str, outlet: str) -> None:
    assert article(tmp_path, f"Ferry news\n\n{ENGLISH}\n{line}\n").outlet == outlet


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Ferry news\n\n{ENGLISH}", "Ferry news"),
        (f"News\nFerry fares to rise in the spring\n{ENGLISH}", "Ferry fares to rise in the spring"),
        (
            " date 2024-05-06 The board of the harbour will raise the fares of its six ferries, which carry tourists "
            "from the old town to the islands of the bay, by 4 per cent. More soon.",
            "The board of the harbour will raise the fares of its six ferries …",
        ),
        (f"OSLO: Fares rise. {ENGLISH}", "Fares rise"),
        (f"Huế, 06/05/2024\n\nGiá vé phà sẽ tăng từ mùa xuân\n\n{VIETNAMESE}", "Giá vé phà sẽ tăng từ mùa xuân"),
        (
            f"HUẾ: GIÁ VÉ PHÀ TRÊN SÔNG SẼ TĂNG 4% TỪ MÙA XUÂN NĂM TỚI\n\n{VIETNAMESE}",
            "HUẾ: GIÁ VÉ PHÀ TRÊN SÔNG SẼ TĂNG 4% TỪ MÙA XUÂN NĂM TỚI",
        ),
        (f"HOME > NEWS > PORT AN\nFerry fares to rise\nA-\nA+\n\n{ENGLISH}", "Ferry fares to rise"),
        (f"Home | News | Ferries | Fares\n\nFerry fares to rise\n\n{ENGLISH}", "Ferry fares to rise"),
        (f"Wharf index  Quay-X  Lighters  Sea fares\n\nFerry fares to rise\n\n{ENGLISH}", "Ferry fares to rise"),
        (
            f"> <b>Ferry fares</b> to rise by <i>a tenth</i>\n\n{ENGLISH}",
            "<b>Ferry fares</b> to rise by <i>a tenth</i>",
        ),
    ],
)
def test_the_title(tmp_path: Path, text: str, title: str) -> None:
    assert article(tmp_path, text).title == title


@pytest.mark.parametrize(
    ("text", "day", "basis", "because"),
    [
        (f" date 2024-05-06 {ENGLISH}", date(2024, 5, 6), "stated", "2024-05-06"),
        (f"Ferry news\n\nTUESDAY, SEPTEMBER 03, 2024\n\n{ENGLISH}", date(2024, 9, 3), "stated", "SEPTEMBER 03, 2024"),
        (f"Ferry news\n\nThứ Ba, 3/9/2024, 10:30 (GMT+7)\n\n{VIETNAMESE}", date(2024, 9, 3), "stated", "3/9/2024"),
        (f"Ferry news\n\n14:30 - 03/09/2024\n\n{VIETNAMESE}", date(2024, 9, 3), "stated", "03/09/2024"),
        (f"Ferry news\n\nSeptember 3, 2024 14:20 JST\n\n{ENGLISH}", date(2024, 9, 3), "stated", "14:20 JST"),
        (f"Ferry news\n\n05/06/2024\n\n{ENGLISH}", None, "unknown", "names no day"),
        (f"Ferry news\n\n25/06/2024\n\n{ENGLISH}", date(2024, 6, 25), "stated", "25/06/2024"),
        (f"Tin phà\n\n05/06/2024\n\n{VIETNAMESE}", date(2024, 6, 5), "stated", "05/06/2024"),
        (f"Ferry news\n\nSep 3, 2024, 9:00 AM GMT+7\n\n{ENGLISH}", date(2024, 9, 3), "stated", "Sep 3, 2024"),
        (
            f"Ferry news\n\nCập nhật: 4/9/2024\nNgày đăng: 3/9/2024\n\n{VIETNAMESE}",
            date(2024, 9, 3),
            "stated",
            "3/9/2024",
        ),
        (
            f"{FAIR}Boats on May 30, 2023 (Photo: BTA)\n\n{ENGLISH}",
            date(2023, 5, 29),
            "inferred",
            "May 30, 2023",
        ),
        (
            f"{FAIR}Boats on May 3, 2024 (Photo: BTA)\n\n{ENGLISH}",
            None,
            "unknown",
            "too far",
        ),
        (
            f"{FAIR}{ENGLISH}",
            None,
            "unknown",
            "May 29",
        ),
        (
            f"Ferry news\n\nThe fair on Wednesday was full, the board of the harbour said.\n\n{ENGLISH}",
            None,
            "unknown",
            "Wednesday",
        ),
        (f"Ferry news\n\nOSLO, 6 May 2024 - {ENGLISH}", date(2024, 5, 6), "stated", "6 May 2024"),
        (f"Ferry news\n\nBERGEN, May 6, 2024 — {ENGLISH}", date(2024, 5, 6), "stated", "May 6, 2024"),
        (f"Ferry news\n\nBERGEN, Norway, Monday, May 6, 2024 – {ENGLISH}", date(2024, 5, 6), "stated", "May 6, 2024"),
        (f"Ferry news\n\nOSLO, 6 May 2024 (Reuters) - {ENGLISH}", date(2024, 5, 6), "stated", "in the dateline"),
        (f"Tin phà\n\nHuế (TTXVN) 16/05/2024 - {VIETNAMESE}", date(2024, 5, 16), "stated", "in the dateline"),
        (f"Tin phà\n\nHuế, ngày 6 tháng 5 năm 2024 - {VIETNAMESE}", date(2024, 5, 6), "stated", "in the dateline"),
        (f"Tin phà\n\nSGGP Thứ Hai, 06/05/2024\n\n{VIETNAMESE}", date(2024, 5, 6), "stated", "the page's line"),
        (f"Tin phà\n\nBáo Bến Phà - 06/05/2024 09:30 GMT+7\n\n{VIETNAMESE}", date(2024, 5, 6), "stated", "09:30"),
        (f"Tin phà\n\n(TTXVN) 06/05/2024 - {VIETNAMESE}", date(2024, 5, 6), "stated", "in the dateline"),
        (f"Ferry news\n\nOSLO, May 6, 2024 /RoeWire/ -- {ENGLISH}", date(2024, 5, 6), "stated", "in the dateline"),
        (f"Ferry news\n\nOSLO, 6 May 2024: {ENGLISH}", date(2024, 5, 6), "stated", "in the dateline"),
        (f"Ferry news\n\nThe Quay, 6 May 2024: {ENGLISH}", None, "unknown", "no date of its own"),
        (f"Tin phà\n\nHuế, 06/05/2024\n\n{VIETNAMESE}", date(2024, 5, 6), "stated", "the page's line"),
        (f"Ferry news\n\nThe ferry of 6 May 2024 - {ENGLISH}", None, "unknown", "no date of its own"),
        (f"Ferry news\n\nBoats sail on 6 May 2024 - {ENGLISH}", None, "unknown", "no date of its own"),
        # A dateline without its year: the only year named, near it and with its weekday; or the weekday alone.
        (
            f"OSLO, May 6 (Reuters) - Fares rose in April 2024, it said on Monday. {ENGLISH}",
            date(2024, 5, 6),
            "inferred",
            "April 2024",
        ),
        (
            f"OSLO, May 6 (Reuters) - Fares rose in April 2024, it said on Sunday, and by 4% in 2023. {ENGLISH}",
            date(2024, 5, 6),
            "inferred",
            "April 2024",
        ),
        (
            f"OSLO, Jan. 17 (Xinhua) -- Fares rose in 2024, the harbour said Friday. {ENGLISH}",
            date(2025, 1, 17),
            "inferred",
            "Friday",
        ),
        (
            f"OSLO, Jan. 17 (Xinhua) -- Fares rose in 2024, the harbour said. {ENGLISH}",
            None,
            "unknown",
            "tells its year",
        ),
        (
            f"OSLO, May 6 (Reuters) - Fares rose in April 2024, it said on Friday. {ENGLISH}",
            None,
            "unknown",
            "tells its year",
        ),
        (
            f"OSLO, May 6 (Reuters) - Fares are to rise by 2030, the harbour said. {ENGLISH}",
            None,
            "unknown",
            "tells its year",
        ),
        # A year told as to come: the one before it counts, if the weekday is the day's own.
        (
            f"OSLO, May 8 (AFP) - Fares rose, it said on Thursday. A quay is due to open in 2026. {ENGLISH}",
            date(2025, 5, 8),
            "inferred",
            "“Thursday”",
        ),
        (
            f"OSLO, May 8 (AFP) - Fares rose, it said on Monday. A quay is due to open in 2026. {ENGLISH}",
            None,
            "unknown",
            "tells its year",
        ),
        # A story that opens with the hours of a day is of that day.
        (
            f"Tin phà\n\nSáng 6/5/2024, bến phà mở thêm hai tuyến mới. {VIETNAMESE}",
            date(2024, 5, 6),
            "inferred",
            "“6/5/2024”",
        ),
        (
            f"Ferry news\n\nOn the morning of 6 May 2024, the quay opened. {ENGLISH}",
            date(2024, 5, 6),
            "inferred",
            "6 May 2024",
        ),
        (f"Tin phà\n\nNgày 6/5/2024, bến phà mở thêm hai tuyến. {VIETNAMESE}", None, "unknown", "no date of its own"),
        (f"Tin phà\n\nThứ 2, 06/05/2024, 14:30\n\n{VIETNAMESE}", date(2024, 5, 6), "stated", "Thứ 2, 06/05/2024"),
        (
            f"OSLO (Reuters, 6 May 2024) - Fares rose in the spring, the harbour said. {ENGLISH}",
            date(2024, 5, 6),
            "stated",
            "“6 May 2024” in the dateline",
        ),
        (f"Ferry news\n\nReleased 8 May 2024\n\n{ENGLISH}", date(2024, 5, 8), "stated", "Released 8 May"),
        (f"Ferry news\n\nPosted on May 8, 2024 by admin\n\n{ENGLISH}", date(2024, 5, 8), "stated", "Posted on May 8"),
        (f"Ferry news\n\nBy Jane Roe - May 8, 2024\n\n{ENGLISH}", date(2024, 5, 8), "stated", "Jane Roe - May 8"),
        (
            f"OSLO, May 8 (AFP) - Fares rose in the first quarter of 2024, it said on Wednesday. {ENGLISH}",
            date(2024, 5, 8),
            "inferred",
            "“Wednesday”",
        ),
        (f"Ferry fares to rise\nMonday, May 6, 2024 4 min read\n\n{ENGLISH}", date(2024, 5, 6), "stated", "4 min read"),
        (
            f"Ferry fares\nBy Jane Roe in Ports, Inland Waters on 6 May 2024\n\n{ENGLISH}",
            date(2024, 5, 6),
            "stated",
            "Roe",
        ),
        (
            f"Ferry fares\nSource: Lake Office / Posted: 6 May 2024 / Format: Note\n\n{ENGLISH}",
            date(2024, 5, 6),
            "stated",
            "/",
        ),
        (f"Giá vé phà\nCập nhật lúc 07:05, 06/05/2024\n\n{VIETNAMESE}", date(2024, 5, 6), "stated", "07:05"),
        (f"Giá vé phà\n\nHồ Lớn (06/05/2024). {VIETNAMESE}", date(2024, 5, 6), "stated", "dateline"),
        (f"Ferry fares\n\nOslo (6 May 2024). {ENGLISH}", date(2024, 5, 6), "stated", "dateline"),
        # A day in brackets after any other words, and a line that says what happens on a day, date no page.
        (f"Ferry fares\n\nThe quay was shut (6 May 2024). {ENGLISH}", None, "unknown", "no date of its own"),
        (f"By ferry from the old town to the islands on 6 May 2024\n\n{ENGLISH}", None, "unknown", "names no day"),
        (f"Ferry news\n\n{ENGLISH}", None, "unknown", "names no day"),
        (f" date 2024-13-45 {ENGLISH}", None, "unknown", "names no day"),
    ],
)
def test_the_date(tmp_path: Path, text: str, day: date | None, basis: str, because: str) -> None:
    read = article(tmp_path, text)
    assert (read.date, read.date_basis) == (day, basis)
    assert because in read.date_because


# --- any text

LINES = [
    "See more",
    "RELATED",
    "VNA",
    "KEYWORDS",
    "Leave a Reply",
    "(Photo: VNA)",
    "Photo: A",
    "a.jpg",
    " date 2024-05-06 ",
    "5 May 2024",
    "12",
    ENGLISH[:-1],
    VIETNAMESE[:-1],
    "Ha\u0300 Nô\u0323i",
    "&nbsp;",
    ", which",
    "The quay of",
    "",
]
ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", " ", ""])
pages = st.lists(st.tuples(st.sampled_from(LINES), ends)).map(lambda parts: "".join(map("".join, parts)))


@given(text=st.one_of(st.text(), pages))
def test_sections_are_a_partition_of_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        read = read_article(path)
    except ArticleError as refusal:
        assert str(refusal).isprintable()
        return
    assert read.text == decode(path.read_bytes())[0]
    position = 0
    for section in read.sections:
        assert section.start == position < section.end
        assert section.language in languages.codes()
        position = section.end
    assert position == len(read.text)
    assert (read.date is None) == (read.date_basis == "unknown")
    assert read.date_because
    assert all(words.isprintable() for words in (read.title, read.place, read.outlet, read.date_because))


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UnicodeError as error:
        assert str(error)
    else:
        text.encode()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "a\n",
        "\n",
        "See more\n",
        "(",
        "(Photo: ",
        "Photo: a",
        "Ảnh: a. ",
        "the\n",
        ",\n",
        "5 May 2024\n",
        "a…\n",
        "e\u0301",
        "\u0301\u0323",
        "&nbsp;",
        "a (AFP) ",
        "By A ",
        "A. ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(tmp_path: Path, piece: str) -> None:
    def seconds(times: int) -> float:
        path = tmp_path / "a.txt"
        path.write_text("The ferry. " + piece * times, "utf-8")
        start = time.process_time()
        read_article(path)
        return time.process_time() - start

    seconds(100)
    short, long = seconds(5_000), seconds(40_000)
    assert long < 40 * max(short, 0.01)


@pytest.mark.parametrize(
    ("start", "filling", "end"), [("A", " ", "b - c"), ("A. (", " ", "Photo: a) b"), ("The ferry", "\xa0", ": a")]
)
def test_a_long_gap_takes_no_long_time(tmp_path: Path, start: str, filling: str, end: str) -> None:
    began = time.process_time()
    article(tmp_path, start + filling * 200_000 + end)
    assert time.process_time() - began < 2


STORY_APART = """\
The lake handled three thousand boats in half of 2024, the keeper said on Monday at a meeting in town.

Owners want more piers, and the keeper plans to build two of them before the end of the decade, he said.
"""


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (["Tạp chí Sông nước & Bến bãi", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu", "06/05/2024 08:15"], 1),
        (
            ["Chuyên trang Bến bãi Việt", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu", "Hồ Lớn, ngày 6/5/2024"],
            1,
        ),
        (["Tạp chí Sông nước & Bến bãi", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu"], 0),  # no line of a date
        (["Login  Register  E-Paper", "Three thousand boats on the lake in half a year"], 1),
        (["Bến bãi / Đường thủy", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu"], 1),
        (["Trang chủ > Bến bãi và các cảng sông", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu"], 1),
        (["Trang chủ > Bến bãi ở nước ngoài", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu"], 1),
        (["CỤC BẾN BÃI", "CHI CỤC BẾN BÃI HỒ LỚN", "Ba nghìn lượt thuyền qua hồ chỉ trong nửa năm đầu"], 2),
        (
            [
                "KINGDOM OF NORTHLAND",
                "THE LAKES AND INLAND WATERS BOARD",
                "PRESS RELEASE",
                "Northland and Eastland agree to share the dues of three thousand boats a year",
                "Lake Town, 6 May 2024",
            ],
            3,
        ),
        # A headline keeps its place above a longer line under it.
        (
            [
                "BOATS CROWD THE LAKE IN SUMMER AGAIN",
                "The keeper counts more of them than ever and wants two piers before the decade is out",
                "By Jane Roe",
            ],
            0,
        ),
        (
            [
                "Boats crowd the lake in the summer heat",
                "The keeper counts more of them than ever and wants two piers before the decade is out",
                "Published: 6 May 2024",
            ],
            0,
        ),
        (
            [
                "3,000 boats on the lake in May",
                "The keeper wants two piers before the decade is out, he says",
                "By Jane Roe",
            ],
            0,
        ),
    ],
)
def test_the_headline_stands_between_the_name_of_the_site_and_the_date(
    tmp_path: Path, header: list[str], title: int
) -> None:
    read = article(tmp_path, "\n".join([*header, STORY_APART]))
    assert read.title == header[title]
    above = [section.role for section in read.sections[:title]]
    assert set(above) <= {"boilerplate"}


@pytest.mark.parametrize(
    ("line", "is_office"),
    [
        ("Ministry of Inland Waters and Forestry", True),
        ("NORTHLAND STATISTICS AUTHORITY", True),
        ("The Northport Herald", True),
        ("Trang thông tin điện tử huyện Hồ Lớn", True),
        ("SỞ GIAO THÔNG TỈNH BẮC HỒ", True),
        ("Ministry of Waters opens a lock", False),
        ("Sở Giao thông mở cửa âu thuyền", False),
    ],
)
def test_the_name_of_an_office_above_the_headline_is_no_title(tmp_path: Path, line: str, is_office: bool) -> None:
    headline = "Three thousand boats on the lake in half a year"
    found = article(tmp_path, f"{line}\n\n{headline}\n\n{STORY_APART}")
    assert found.title == (headline if is_office else line)
    assert article(tmp_path, f"{line}\n\n{STORY_APART}").title == line  # alone it is all there is


@pytest.mark.parametrize(
    ("above", "line", "role"),
    [
        ("", "Boats leave the new pier at the break of day. (Anna Roe)", "caption"),
        ("", "Thuyền rời cầu tàu mới lúc rạng sáng. (Trần Văn Hồ)", "caption"),
        ("By Jane Roe\n\n", "Boats leave the new pier", "caption"),
        ("By Jane Roe\n\n", "Boats in 2023 and 2024", "body"),
        ("", "The keeper asked the town for help with the piers (Lake Board).", "body"),
        ("", "“We all want more piers on this lake of ours.” (Anna Roe)", "body"),
        ("", "The keeper has asked the town for help with the piers. (The lake has none.)", "body"),
    ],
)
def test_a_caption_whose_maker_nobody_knows(tmp_path: Path, above: str, line: str, role: str) -> None:
    found = article(tmp_path, f"Three thousand boats on the lake\n\n{above}{line}\n\n{STORY_APART}")
    assert [section.role for section in found.sections if section.text.startswith(line[:20])] == [role]


def test_the_last_name_in_brackets_is_the_writers(tmp_path: Path) -> None:
    text = f"Three thousand boats on the lake\n\n{STORY_APART}\nThe piers are to open in May. (Anna Roe)\n"
    found = article(tmp_path, text)
    assert found.sections[-1].role == "body"


@pytest.mark.parametrize("row", ["LAKE TOWN:\n\n", "LAKE TOWN:\n", "LAKE TOWN, May 6:\n\n"])
def test_a_dateline_on_a_row_of_its_own(tmp_path: Path, row: str) -> None:
    found = article(tmp_path, f"Three thousand boats on the lake\n\n{row}{STORY_APART}")
    assert (found.title, found.place) == ("Three thousand boats on the lake", "LAKE TOWN")
    assert article(tmp_path, row + STORY_APART).title.startswith("The lake handled")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Bến bãi 26/05/2024 08:15", date(2024, 5, 26)),
        ("Du lịch - 26/05/2024", date(2024, 5, 26)),
        ("T6, 26/05/2024", date(2024, 5, 26)),
        ("Thời sự | CN, 26/05/2024", date(2024, 5, 26)),
        ("Kinh doanh Chủ nhật, 26/5/2024, 08:15 (GMT+7)", date(2024, 5, 26)),
        ("(BHL) 08:15 26/05/2024", date(2024, 5, 26)),
        ("Tourism - May 26, 2024", date(2024, 5, 26)),
        ("Inland waters May 26, 2024 08:15", date(2024, 5, 26)),
        ("Du lịch 26/05/2024", None),  # may be what the story is about
        ("Giá vé phà - 26/05/2024", None),
        ("Boats on the lake - May 26, 2024", None),
        ("Bến phà mở cửa cho thuyền 26/05/2024 08:15", None),
    ],
)
def test_a_date_behind_the_name_of_a_part_of_the_page(tmp_path: Path, line: str, day: date | None) -> None:
    story = VIETNAMESE if not line.isascii() else ENGLISH
    assert article(tmp_path, f"Three thousand boats on the lake in May\n\n{line}\n\n{story}").date == day


@pytest.mark.parametrize(
    ("header", "title"),
    [
        (["Tạp chí Bến bãi Việt", "06/05/2024 08:15", "Ba nghìn lượt thuyền qua hồ trong sáu tuần lễ"], 2),
        (
            [
                "Nước non Hồ Lớn - Trang tin điện tử",
                "06/05/2024",
                "Ba nghìn lượt thuyền qua hồ, bến bãi nay chật kín khách",
            ],
            2,
        ),
        (["Bến bãi & Hội hè", "06/05/2024", "Trang chủ › Bến bãi", "Ba nghìn lượt thuyền qua hồ trong sáu tuần lễ"], 3),
        (["Lakes . Rivers . Boats . Opinion", "Three thousand boats on the lake"], 1),
        (["Log in   Jobs   Notices", "Three thousand boats on the lake"], 1),
        # A headline keeps its place above the date and a longer line under it.
        (["Thuyền qua hồ tăng mạnh", "06/05/2024 08:15", "Người coi hồ muốn có thêm hai cầu tàu trước năm sau"], 0),
        (["Boats crowd the lake again", "6 May 2024", "The keeper wants two piers before the decade is out"], 0),
        (["Roe & Poe open 4 piers", "6 May 2024", "The keeper wants two piers before the decade is out"], 0),
        # A line may end with a span of time, and a date's line is its own.
        (["Ba nghìn lượt thuyền qua hồ sau 9 tháng", "Bến bãi nay đông hơn mọi năm, và khách còn đến thêm"], 0),
        (["Thuyền bè đông đúc trên hồ những ngày đầu năm", "Chủ nhật, 26/05/2024 - 08:15"], 0),
    ],
)
def test_the_headline_among_menus_and_the_name_of_the_site(tmp_path: Path, header: list[str], title: int) -> None:
    assert article(tmp_path, "\n".join([*header, STORY_APART])).title == " ".join(header[title].split())


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Boats leave the new pier, one of 12 on the lake. ANNA ROE / FOR NPT", "caption"),
        ("Boats leave the new pier at the break of day. ANNA ROE/NORTHPORT TIMES", "caption"),
        ("Boats leave the new pier, which has been paid for by NPT / ROE", "body"),
        ("Boats leave the new pier on weekdays. The fare is paid to NPT / ROE, as it was before.", "body"),
        ("Boats leave the new pier at the break of day. NPT / ROE", "body"),
    ],
)
def test_a_maker_in_capitals_and_for_whom(tmp_path: Path, line: str, role: str) -> None:
    found = article(tmp_path, f"Three thousand boats on the lake\n{STORY_APART}{line}\n{STORY_APART}")
    assert [section.role for section in found.sections if section.text.startswith(line[:20])] == [role]
