"""What was made of an object is remembered for as long as that very object lives."""

import gc
from weakref import ref

from domain.content import Content, Paragraph
from domain.remembered import remembered


def test_the_same_object_is_worked_on_once_for_each_way() -> None:
    made: list[int] = []

    @remembered
    def make(content: Content, way: int) -> int:
        made.append(way)
        return way

    content = Content((Paragraph("Vâng."),))
    assert [make(content, 1), make(content, 1), make(content, 2)] == [1, 1, 2]
    assert made == [1, 2]


def test_an_equal_object_is_another_one() -> None:
    made: list[Content] = []
    make = remembered(made.append)

    kept = [Content((Paragraph("Vâng."),)), Content((Paragraph("Vâng."),))]
    for content in kept:
        make(content)

    assert len(made) == 2


def test_nothing_outlives_the_object() -> None:
    class Made:
        """Anything that can be watched."""

    make = remembered(lambda _content: Made())
    content = Content((Paragraph("lời của một người"),))
    result = ref(make(content))

    assert result() is not None
    del content
    gc.collect()
    assert result() is None
