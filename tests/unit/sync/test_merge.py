import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.merge import merge
from tests.unit.sync.vectors import vectors

CASES = vectors("merge")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from("abc"))
FIELDS = st.sampled_from("abcdef")
RECORDS = st.fixed_dictionaries(dict.fromkeys("abcdef", SCALARS))
GROUPS = {field: tuple(pair) for pair in ("ab", "cd") for field in pair}


def group_of(code):
    return GROUPS.get(code, (code,))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_a_patch_merges_as_the_vectors_say(case):
    merged = merge(case["patch"], case["current"], case["shown"], lambda code: CASES["groups"].get(code, (code,)))
    assert (merged.set, merged.conflicts) == (case["set"], case["conflicts"])


def patch_of(base, changes):
    whole = {member for code in changes for member in group_of(code)}
    return {code: {"from": base[code], "to": changes.get(code, base[code])} for code in sorted(whole)}


@given(RECORDS, st.dictionaries(FIELDS, SCALARS), st.dictionaries(FIELDS, SCALARS))
def test_two_people_never_lose_a_value_silently(base, mine, theirs):
    """I10, I11: my value is current afterwards, or it stands in a conflict beside theirs."""
    current = {**base, **theirs}
    merged = merge(patch_of(base, mine), current, {}, group_of)
    after = {**current, **merged.set}
    for code, value in mine.items():
        if value != base[code] or type(value) is not type(base[code]):
            assert after[code] == value or merged.conflicts[code][1] == value


@given(RECORDS, st.dictionaries(FIELDS, SCALARS), st.dictionaries(FIELDS, SCALARS))
def test_groups_are_written_whole_or_not_at_all(base, mine, theirs):
    """I10: a group is never half mine and half theirs."""
    merged = merge(patch_of(base, mine), {**base, **theirs}, {}, group_of)
    for group in ("ab", "cd"):
        assert not (set(group) & set(merged.set) and set(group) & set(merged.conflicts))


@given(RECORDS, st.dictionaries(FIELDS, SCALARS))
def test_nobody_else_means_no_conflict(base, mine):
    assert merge(patch_of(base, mine), base, {}, group_of).conflicts == {}
