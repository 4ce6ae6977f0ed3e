"""Search over the built-in procedures: held-back questions, every encoder, latency and memory.

`search_queries.yaml` was written before anything was tuned and is used for figures only; tuning used
`search_dev.yaml`. Both are our own words about our own procedures: the figures say how well these are
found, not how well another chain's will be.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import yaml

from knowledge.encoders.choice import DEFAULT, EncoderName, open_encoder
from knowledge.encoders.port import Encoder, Vectors
from knowledge.index import Index, build
from knowledge.passages import Passage, passages
from knowledge.procedures.files import library
from knowledge.search import Answer, language, search
from tests.bench.figure import Figure, at_least, at_most, plain

QUERIES = Path(__file__).with_name("search_queries.yaml")
MODELS = Path(__file__).resolve().parents[2] / "var" / "models"
ENCODERS: tuple[EncoderName, ...] = ("universal", "minilm", "paired")


@dataclass(frozen=True)
class Question:
    """A question and the steps that answer it; none for a question that the manual does not answer."""

    text: str
    steps: frozenset[str]


@dataclass(frozen=True)
class Deaf:
    """An encoder that hears no difference: what is left is the search by words."""

    name: str = "universal-deaf"
    dimension: int = 4

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The same vector for every text."""
        return np.full((len(texts), self.dimension), 0.5, np.float32)


@dataclass(frozen=True)
class Score:
    """What one encoder reached; `wrong` names what it did not."""

    first: float
    among_three: float
    answered: float
    refused: float
    wrong: tuple[str, ...]


def questions(path: Path = QUERIES) -> list[Question]:
    """The questions of a file."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = [Question(entry["q"], frozenset(entry["steps"])) for entry in given["found"]]
    return [*found, *(Question(text, frozenset()) for text in given["none"])]


def score(index: Index, encoder: Encoder, asked: Sequence[Question]) -> Score:
    """Shares over the questions: first hit right, right among three, answered, refused."""
    answers = [(question, search(index, encoder, question.text)) for question in asked]
    real = [(question, answer) for question, answer in answers if question.steps]
    idle = [(question, answer) for question, answer in answers if not question.steps]
    wrong = [f"{q.text} → {_places(a)[:1]}" for q, a in real if not set(_places(a)[:1]) & q.steps]
    wrong += [f"{q.text} → {a.status}" for q, a in real if a.status != "found"]
    wrong += [f"{q.text} → {_places(a)[:1]}" for q, a in idle if a.status == "found"]
    return Score(
        first=_share(bool(set(_places(a)[:1]) & q.steps) for q, a in real),
        among_three=_share(bool(set(_places(a)[:3]) & q.steps) for q, a in real),
        answered=_share(a.status == "found" for _, a in real),
        refused=_share(a.status == "not_in_manual" for _, a in idle),
        wrong=tuple(wrong),
    )


def figures(data: Path | None) -> Iterable[Figure]:
    """Held-back questions by encoder; then the default's latency."""
    del data
    asked = questions()
    corpus = [passage for procedure in library() for passage in passages(procedure)]
    yield plain("steps_searched", len({(p.procedure, p.step) for p in corpus}), "")
    yield from _of("words_only", corpus, Deaf(), asked)
    for name in ENCODERS:
        encoder = open_encoder(name, MODELS)
        yield from _of(name, corpus, encoder, asked)
        if name == DEFAULT:
            yield from _default(corpus, encoder, asked)


def _of(
    name: str, corpus: Sequence[Passage], encoder: Encoder, asked: Sequence[Question]
) -> Iterable[Figure]:
    with TemporaryDirectory() as folder:
        build(corpus, encoder, Path(folder))
        index = Index.open(Path(folder), encoder)
        for lang in ("zh", "en"):
            reached = score(
                index, encoder, [question for question in asked if language(question.text) == lang]
            )
            yield plain(f"{name}_{lang}_first_hit_right", reached.first, "")
            yield plain(f"{name}_{lang}_right_among_three", reached.among_three, "")
            yield plain(f"{name}_{lang}_answered_when_in_the_manual", reached.answered, "")
            yield plain(f"{name}_{lang}_refused_when_not", reached.refused, "")
            if "-v" in sys.argv:
                print("\n".join(reached.wrong))


def _default(corpus: Sequence[Passage], encoder: Encoder, asked: Sequence[Question]) -> Iterable[Figure]:
    with TemporaryDirectory() as folder:
        build(corpus, encoder, Path(folder))
        index = Index.open(Path(folder), encoder)
        reached = score(index, encoder, asked)
        yield at_least("default_first_hit_right", reached.first, "", 0.85)
        yield at_least("default_right_among_three", reached.among_three, "", 0.9)
        yield at_least("default_answered_when_in_the_manual", reached.answered, "", 0.9)
        yield at_least("default_refused_when_not_in_the_manual", reached.refused, "", 0.9)
        yield from _bridge(corpus, encoder, asked)
        yield plain("search_p95_processor_time", _p95_ms(index, encoder, asked, time.process_time), "ms")
        yield at_most("search_p95", _p95_ms(index, encoder, asked, time.perf_counter), "ms", 25)


def latency_p95_ms() -> float:
    """Milliseconds of a search over all steps of the library with the default encoder, 95th percentile."""
    encoder = open_encoder(DEFAULT, MODELS)
    with TemporaryDirectory() as folder:
        build([passage for each in library() for passage in passages(each)], encoder, Path(folder))
        return _p95_ms(Index.open(Path(folder), encoder), encoder, questions(), time.perf_counter)


def _bridge(corpus: Sequence[Passage], encoder: Encoder, asked: Sequence[Question]) -> Iterable[Figure]:
    """Questions against a manual that stands only in the other language."""
    for lang in ("zh", "en"):
        others = [passage for passage in corpus if passage.lang != lang]
        with TemporaryDirectory() as folder:
            build(others, encoder, Path(folder))
            own = [question for question in asked if question.steps and language(question.text) == lang]
            reached = score(Index.open(Path(folder), encoder), encoder, own)
        yield plain(f"{lang}_question_manual_in_the_other_language_first", reached.first, "")
        yield plain(f"{lang}_question_the_same_among_three", reached.among_three, "")


def _p95_ms(index: Index, encoder: Encoder, asked: Sequence[Question], clock: Callable[[], float]) -> float:
    taken = []
    for question in [*asked, *asked, *asked]:
        before = clock()
        search(index, encoder, question.text)
        taken.append((clock() - before) * 1_000)
    return statistics.quantiles(taken, n=20)[-1]


def _places(answer: Answer) -> list[str]:
    return [f"{hit.procedure}/{hit.step}" for hit in (*answer.hits, *answer.nearest)]


def _share(outcomes: Iterable[bool]) -> float:
    kept = list(outcomes)
    return sum(kept) / len(kept) if kept else float("nan")
