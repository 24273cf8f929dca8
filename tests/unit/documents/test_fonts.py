"""The shipped fonts: every character of the national standard, and of what banks write besides."""

from fontTools.ttLib import TTFont

from server.documents.fonts import FOLDER, STANDARD, SUBSETS, drawable, wanted_characters

CHARACTERS = {character for character in STANDARD.read_text(encoding="utf-8") if not character.isspace()}


def test_the_standard_has_8105_characters():
    assert len(CHARACTERS) == 8105


def test_every_small_font_draws_every_character_of_the_standard():
    for face in SUBSETS:
        glyphs = TTFont(FOLDER / face.file, lazy=True).getBestCmap()
        assert [character for character in CHARACTERS if ord(character) not in glyphs] == [], face.file


def test_every_small_font_draws_gb_2312_and_the_signs_of_forms():
    gb = [code for code in wanted_characters() if 0x4E00 <= code <= 0x9FFF]
    for face in SUBSETS:
        glyphs = TTFont(FOLDER / face.file, lazy=True).getBestCmap()
        assert [hex(code) for code in gb if code not in glyphs] == []
        assert [sign for sign in "，。、；：！？（）《》“”‘’·—…￥¥％①②③㎡№→□" if ord(sign) not in glyphs] == []


def test_the_whole_fonts_reach_into_the_extension_planes():
    assert {ord(character) for character in "㛃䶮𫇭𬶠𰻞"} <= drawable()


def test_fonts_are_static_truetype():
    for face in SUBSETS:
        tables = TTFont(FOLDER / face.file, lazy=True).keys()
        assert "glyf" in tables
        assert not {"fvar", "CFF ", "CFF2"} & set(tables)


def test_changed_fonts_do_not_keep_the_name_of_the_original():
    names = [str(TTFont(FOLDER / face.file, lazy=True)["name"].getDebugName(1)) for face in SUBSETS]
    assert all(name.startswith("Lobbybook ") for name in names)
