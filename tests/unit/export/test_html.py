"""The view: complete, self-contained, and closed to what articles bring along."""

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from dipevents.export import to_html
from dipevents.models import Reason, Span

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.texts = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def test_nothing_from_an_article_becomes_markup(event, document):
    page = to_html([event], [document], title="<i>Title</i>")
    tags = Tags(page)
    assert sum(tag == "script" for tag, _ in tags.found) == 1
    assert "i" not in {tag for tag, a in tags.found if not a and tag == "i"}
    assert "alert(1)" in page
    for _, attributes in tags.found:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").startswith("javascript")


def test_the_page_asks_for_nothing_from_outside(event, document):
    tags = Tags(to_html([event], [document]))
    for tag, attributes in tags.found:
        assert "src" not in attributes
        assert tag != "link"
        assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_allows_the_pages_own_code_alone(event, document):
    page = to_html([event], [document])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src 'none'" in policy
    for tag in ("script", "style"):
        code = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_word_of_the_article_is_there(event, document):
    page = to_html([event], [document])
    inside = page.split('<div class="text">')[1].split("</div></article>")[0]
    assert "".join(Tags(inside).texts) == document.text


def test_the_words_of_the_event_are_marked(event, document):
    page = to_html([event], [document])
    marks = re.findall(r'<mark[^>]*data-events="0">(.*?)</mark>', page)
    assert re.sub("<[^>]*>", "", "".join(marks)) == "Kari Lie met Aino Salo"
    assert '<span class="act">met</span>' in page
    when = re.search(r'<span class="when" title="([^"]*)">4 May</span>', page)[1]
    assert when.startswith("&quot;4 May&quot; is ")
    assert '<span class="off" title="footer">Share this</span>' in page


def test_overlapping_events_share_their_words(event, document, undated):
    page = to_html([event, undated], [document])
    assert 'data-events="0 1"' in page


def test_placeholders_in_articles_are_only_text(event, document):
    sly = document.model_copy(update={"text": document.text + "{{script}}"})
    page = to_html([event], [sly], title="{{style}}")
    assert page.count("{{script}}") == 1
    assert "<title>{{style}}</title>" in page


def test_dates_of_the_event_are_marked_where_no_others_are_known(event, document):
    page = to_html([event], [document], times=())
    assert '<span class="when" title="2031-05-04 (text)">4 May</span>' in page


def test_participants_are_marked_with_what_they_are(event, document):
    start = document.text.index("Kari Lie")
    words = Span(document_id=document.id, start=start, end=start + 8, text="Kari Lie")
    reason = Reason(field="participants", rule="slot", text="Kari Lie", words=(words,))
    told = event.model_copy(update={"explanation": (reason,)})
    page = to_html([told], [document])
    title = "Kari Lie, foreign minister, NOR, actor"
    assert f'<span class="who" title="{title}">Kari Lie</span>' in page


def test_the_map_is_drawn_only_where_a_place_is_known(event, document, undated):
    page = to_html([event, undated], [document])
    assert 'data-place="Oslo" data-at="-10.75 59.9"' in page
    assert 'id="map"' in page
    assert 'id="map"' not in to_html([undated], [document])


def test_articles_without_events_stay_out(event, document):
    other = document.model_copy(update={"id": "b", "title": "Elsewhere"})
    assert "Elsewhere" not in to_html([event], [document, other])


def test_no_events_still_make_a_page():
    assert "0 events" in to_html([])


def _shown(page, folder):
    """The page as a browser leaves it, and what it had to say on its console."""
    path = folder / "view.html"
    path.write_text(page, encoding="utf-8")
    run = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={folder / 'profile'}",
            "--disable-quic", "--enable-logging=stderr",
            "--virtual-time-budget=3000", "--dump-dom", path.as_uri(),
        ],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    console = [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    return Tags(run.stdout), console


def _driven(page, steps):
    """The page with a hand on it: a script of the test's, let in by its hash."""
    digest = base64.b64encode(hashlib.sha256(steps.encode()).digest()).decode()
    page = page.replace("script-src ", f"script-src 'sha256-{digest}' ", 1)
    return page.replace("</body>", f"<script>{steps}</script></body>", 1)


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_in_a_browser_the_page_works_and_the_article_does_nothing(
    event, document, undated, tmp_path
):
    tags, console = _shown(to_html([event, undated], [document]), tmp_path)
    assert not console
    spots = [a for tag, a in tags.found if tag == "circle"]
    assert [a["aria-label"] for a in spots] == ["Oslo: 1 event"]
    dots = [a for tag, a in tags.found if tag == "rect" and "dot" in a.get("class", "")]
    assert len(dots) == 1  # the page's own script has drawn the dated event
    assert sum(tag == "script" for tag, _ in tags.found) == 1


STEPS = """
const seen = [];
const key = (on, name) =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
const record = () => [...document.querySelectorAll(".record")]
  .filter((r) => !r.hidden).map((r) => r.querySelector(".pill").textContent).join();
seen.push(record());
key(document.querySelector("#chart"), "ArrowRight");
seen.push(record());
key(document.querySelector("circle"), "Enter");
seen.push(record());
const status = document.querySelector("[name=status]");
status.value = "planned";
status.dispatchEvent(new Event("input", { bubbles: true }));
seen.push(document.querySelector("#count").textContent);
seen.push(document.querySelectorAll("circle").length);
document.querySelector(".text .when").click();
seen.push(document.querySelector("#note").textContent.slice(0, 10));
key(document.body, "Escape");
seen.push(document.querySelector("#note").hidden);
document.querySelector("#theme").click();
seen.push(document.documentElement.dataset.theme);
document.title = seen.join(" | ");
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here")
def test_in_a_browser_it_is_used_by_keys_and_clicks(event, document, undated, tmp_path):
    page = _driven(to_html([event, undated], [document]), STEPS)
    tags, console = _shown(page, tmp_path)
    assert not console
    told = next(t for t in tags.texts if t.startswith("occurred | "))
    assert told == (
        'occurred | planned | occurred | 1 of 2 events | 0 | "4 May" is | true | dark'
    )
