"""The page's files: named by their content, kept long, packed."""

import gzip
from pathlib import Path

import pytest

from bot.channels.web.assets import Assets
from tests.bot.web.conftest import Visitor


async def test_a_file_of_this_version_may_be_kept_for_a_year(visitor: Visitor) -> None:
    response = await visitor.client.get(f"/chat/static/{visitor.chat.chat.assets.version}/page.css")

    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"] == "text/css; charset=utf-8"


async def test_an_older_page_gets_todays_file_but_does_not_keep_it(visitor: Visitor) -> None:
    response = await visitor.client.get("/chat/static/older/page.css")

    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"


async def test_an_unknown_file_or_one_outside_is_not_found(visitor: Visitor) -> None:
    for name in ("nothing.js", "../chat.py", "..%2fchat.py", "font/"):
        response = await visitor.client.get(f"/chat/static/any/{name}", follow_redirects=True)

        assert response.status_code == 404


async def test_words_are_packed_for_browsers_that_can_unpack(visitor: Visitor) -> None:
    address = "/chat/static/any/chat.js"

    packed = await visitor.client.get(address, headers={"accept-encoding": "gzip"})
    plain = await visitor.client.get(address, headers={"accept-encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


async def test_a_font_is_packed_already(visitor: Visitor) -> None:
    response = await visitor.client.get("/chat/static/any/font/be-vietnam-pro-400.woff2")

    assert "content-encoding" not in response.headers
    assert response.content.startswith(b"wOF2")


def test_the_version_changes_with_any_content(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text("one")
    before = Assets.read(tmp_path).version

    (tmp_path / "page.js").write_text("two")

    assert Assets.read(tmp_path).version != before


def test_comments_and_indents_stay_at_home(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text('// why\nif (a) {\n  // why\n  go("http://x");\n}\n')
    (tmp_path / "page.css").write_text("/* why */\n@media (x) {\n  a:hover,\n  b { color: red; }\n}\n")

    files = Assets.read(tmp_path).files

    assert files["page.js"].body == b'if(a){go("http://x")}'
    assert files["page.css"].body == b"@media (x){a:hover,b{color:red}}"
    assert gzip.decompress(files["page.js"].packed) == files["page.js"].body


@pytest.mark.parametrize(
    ("written", "loaded"),
    [
        ('say("a  //  b ; }");', 'say("a  //  b ; }");'),
        ("say(`a  ${ b }  // c`);", "say(`a  ${ b }  // c`);"),
        (r"const A = /^(a \/ [ /]+) ,\)/i;", r"const A=/^(a \/ [ /]+) ,\)/i;"),
        ("return x / 2 / y;", "return x/2/y;"),
        ("a + +b - -c + d;", "a+ +b- -c+d;"),
        ("rows.map((row) => row.a);", "rows.map(row=>row.a);"),
        ("async (row) => row;", "async(row)=>row;"),
        ("return (row) => row;", "return(row)=>row;"),
        ("go(\n  a, // why\n  b,\n);", "go(a,b);"),
        ("for (const a of b) await a;", "for(const a of b)await a;"),
        ("let $a in $b;", "let $a in $b;"),
    ],
)
def test_scripts_mean_the_same_without_what_parts_nothing(tmp_path: Path, written: str, loaded: str) -> None:
    (tmp_path / "page.js").write_text(written)

    assert Assets.read(tmp_path).files["page.js"].body.decode() == loaded


def test_sums_in_styles_keep_their_spaces(tmp_path: Path) -> None:
    (tmp_path / "page.css").write_text("a + b > c { top: calc(0.5rem + 2px); left: -0.5px !important; }\n")

    body = Assets.read(tmp_path).files["page.css"].body

    assert body == b"a + b>c{top:calc(.5rem + 2px);left:-.5px!important}"
