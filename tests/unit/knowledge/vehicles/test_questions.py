"""Which fact is asked for, and with which answers."""

from knowledge.vehicles.conditions import AllOf, Between, Is, decide, load
from knowledge.vehicles.questions import question
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

EARLY_AUTOMATIC = load(
    {"all_of": [{"fact": "gearbox", "values": ["automatic"]}, {"fact": "build_date", "high": "2021-06"}]}
)


def car(**facts: str) -> Vehicle:
    return Vehicle(Vin("1" * 17), facts, {})


def values(*conditions: object, **facts: str) -> tuple[str, tuple[str, ...]]:
    asked = question([load(condition) for condition in conditions], car(**facts))
    assert asked is not None
    return asked.fact, tuple(option.value for option in asked.options)


def test_nothing_is_asked_when_all_is_decided() -> None:
    """A decided condition needs no question, whichever way it went."""
    assert question([], car()) is None
    assert question([EARLY_AUTOMATIC], car(gearbox="cvt")) is None
    assert question([EARLY_AUTOMATIC], car(gearbox="automatic", build_date="2020-01")) is None


def test_of_two_equal_questions_the_easier_is_asked() -> None:
    """A look at the nameplate comes before a look at the gearbox."""
    asked = question([EARLY_AUTOMATIC], car())
    assert asked is not None
    assert asked.fact == "build_date"
    assert asked.prompt.zh.startswith("看铭牌")
    assert asked.prompt.en.startswith("Look at the nameplate")


def test_the_fact_that_settles_most_is_asked() -> None:
    """Two undecided conditions hang on the gearbox, one on the build date."""
    other = Is(fact="gearbox", values=("automatic",))
    asked = question([other, other, Between(fact="build_date", high="2021-06")], car())
    assert asked is not None
    assert asked.fact == "gearbox"


def test_answers_are_the_pieces_between_the_limits() -> None:
    """One answer settles every condition over the date, and together they leave out nothing."""
    early, late = {"fact": "build_date", "high": "2019-02"}, {"fact": "build_date", "low": "2021-07"}
    assert values(early, late) == ("build_date", ("..2019-02", "2019-03..2021-06", "2021-07.."))


def test_answers_stay_inside_what_is_already_known() -> None:
    """A VIN that tells the year leaves only the pieces of that year."""
    asked = values({"fact": "build_date", "high": "2021-06"}, build_date="2020-07..2021-12")
    assert asked == ("build_date", ("2020-07..2021-06", "2021-07..2021-12"))


def test_a_choice_offers_all_its_values() -> None:
    """The person sees every gearbox there is, not only those that were asked for."""
    fact, offered = values({"fact": "gearbox", "values": ["cvt"]})
    assert fact == "gearbox"
    assert {"automatic", "cvt", "manual"} <= set(offered)


def test_listed_numbers_are_offered_in_order_and_none_of_them_too() -> None:
    """300, 320, or neither."""
    listed = ({"fact": "brake_disc_mm", "values": ["320"]}, {"fact": "brake_disc_mm", "values": ["300"]})
    assert values(*listed) == ("brake_disc_mm", ("300", "320", "other"))


def test_numbers_with_decimals_are_cut_at_their_last_digit() -> None:
    """The piece above 1.5 begins at 1.6."""
    assert values({"fact": "displacement_l", "high": "1.5"}) == ("displacement_l", ("..1.5", "1.6.."))
    mixed = values({"fact": "displacement_l", "values": ["1.5"]}, {"fact": "displacement_l", "low": "1.8"})
    assert mixed == ("displacement_l", ("..1.4", "1.5", "1.6..1.7", "1.8.."))


def test_every_answer_reads_in_both_languages() -> None:
    """No option shows a bare code."""
    asked = question([Between(fact="build_date", high="2021-06")], car())
    assert asked is not None
    assert [option.label.zh for option in asked.options] == ["2021-06 及以前", "2021-07 及以后"]
    assert [option.label.en for option in asked.options] == ["up to 2021-06", "from 2021-07 on"]


def test_a_fact_outside_the_vocabulary_can_still_be_asked() -> None:
    """A catalogue may ask for what the vocabulary does not know; its name is then the question."""
    assert values({"fact": "sunroof", "values": ["yes"]}) == ("sunroof", ("yes", "other"))


def test_an_answer_decides_what_it_was_asked_for() -> None:
    """Each option, taken as the fact, leaves no condition undecided."""
    conditions = [
        Between(fact="build_date", high="2019-02"),
        Between(fact="build_date", low="2020-01", high="2021-06"),
    ]
    asked = question(conditions, car())
    assert asked is not None
    for option in asked.options:
        assert {decide(found, {"build_date": option.value}).truth for found in conditions} <= {"yes", "no"}


def test_several_unknown_facts_lead_to_one_question() -> None:
    """One question at a time, never a form."""
    whole = AllOf(all_of=tuple(Is(fact=name, values=("yes",)) for name in ("engine", "trim", "series")))
    asked = question([whole], car())
    assert asked is not None
    assert asked.fact == "series"
