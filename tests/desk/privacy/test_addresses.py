import pytest

from desk.privacy.addresses import is_like, is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann@example.com", "ann@EXAMPLE.com"),
        ("ann@example.com", "  ann@example.com\n"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@bücher.example", "ann@BÜCHER.example"),
        ("ann@nowhere", "ann@NOWHERE"),
    ],
)
def test_one_address_in_two_spellings(one, other):
    assert is_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann@example.com", "Ann@example.com"),
        ("a.nn@example.com", "ann@example.com"),
        ("ann+site@example.com", "ann@example.com"),
        ("ann@straße.example", "ann@strasse.example"),
        ("ann@example.com", "ann@example.org"),
        ("nn@example.com", "ann@example.com"),
    ],
)
def test_two_addresses(one, other):
    assert not is_same(one, other)


def test_capitals_before_the_at_may_be_the_same_person():
    assert is_like("ann@example.com", "Ann@EXAMPLE.com")
    assert not is_like("a.nn@example.com", "ann@example.com")
