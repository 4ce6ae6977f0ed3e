"""Question → cited steps, hazards first, or an honest "not in the manual".

Words and meaning are scored apart, made comparable by their z-scores over all steps of this question, and
weighed by the question's language. A step counts once, in whichever language it answers best. What holds an
exact token of the question (a torque, a fault code, a part number) stands above all that does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.port import Encoder
from knowledge.index import Index
from knowledge.lexical import Words, read, words
from knowledge.passages import Lang, Passage, sentences
from knowledge.procedures.models import Hazard, Quantity
from knowledge.vehicles.conditions import Truth
from knowledge.vehicles.text import Text

MAX_QUERY = 400
"""Characters of a question that are read; the rest says nothing that the beginning does not."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much words and meaning count, and how sure a search has to be to answer.

    Attributes:
        words, meaning: Factors of the z-scores.
        covered, near, matched, bias: The confidence is covered·coverage + near·cosine + matched·BM25 +
            bias, of the best step (BM25: the highest of any step); at 0 or more the answer is `found`.
            Fitted by logistic regression on tests/bench/search_dev.yaml, measured in docs/decisions/0010.
    """

    words: float
    meaning: float
    covered: float
    near: float
    matched: float
    bias: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One step that answers, with everything that a citation needs.

    Attributes:
        number: The procedure's version for people.
        snippet: In each language the sentence that answers most.
        matched: Tokens of the question that the step holds, exact ones first; `=name` is a concept of the
            shop.
        hazards: Of the step; to be shown before the snippet.
        values: The step's approved numbers.
        score: Weighed sum of z-scores; compares hits of one answer only.
        lang: The language in which the step answered best.
        applies: Whether the procedure is for the vehicle that was given; `unknown` without one.
    """

    procedure: str
    version: str
    number: str
    procedure_title: Text
    step: str
    step_number: int
    title: Text
    snippet: Text
    matched: tuple[str, ...]
    hazards: tuple[Hazard, ...]
    values: tuple[Quantity, ...]
    score: float
    lang: Lang
    applies: Truth


@dataclass(frozen=True, slots=True)
class Answer:
    """What the manual says to a question.

    Attributes:
        hits: Steps that answer, best first; empty for `not_in_manual`.
        nearest: For `not_in_manual`: what comes closest and does not answer.
        confidence: From the rule in `Weights`; 0 or more is `found`.
    """

    status: Literal["found", "not_in_manual"]
    hits: tuple[Hit, ...]
    nearest: tuple[Hit, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Scored:
    """Every step's scores, each array of shape (steps,); `best` is the passage that answers best."""

    words: NDArray[np.float32]
    meaning: NDArray[np.float32]
    coverage: NDArray[np.float32]
    exact: NDArray[np.float32]
    fused: NDArray[np.float32]
    best: NDArray[np.int64]


WEIGHTS: dict[tuple[str, Lang], Weights] = {
    ("paired", "zh"): Weights(1.0, 0.5, 0.0, 8.9, 1.1, -6.0),
    ("paired", "en"): Weights(1.0, 1.0, 1.8, 5.0, 0.42, -4.5),
    ("universal", "zh"): Weights(1.0, 0.5, 0.0, 9.3, 1.1, -6.2),
    ("universal", "en"): Weights(1.0, 1.0, 1.6, 0.0, 0.65, -3.5),
    ("minilm", "zh"): Weights(1.0, 0.3, 1.2, 0.0, 1.1, -3.2),
    ("minilm", "en"): Weights(1.0, 0.8, 1.0, 8.0, 0.48, -5.8),
}
"""By the encoder's family (its name up to the first hyphen) and the question's language."""

MOSTLY = 0.5
"""Share of the question that a step with an exact token of it has to hold to be an answer at once."""

NEAREST = 3
"""How many near misses are shown."""


def search(
    index: Index,
    encoder: Encoder,
    query: str,
    *,
    limit: int = 8,
    applies: Callable[[Passage], Truth] | None = None,
) -> Answer:
    """The steps that answer a question, or the nearest ones of a manual that does not.

    Args:
        index: What to search; opened with this encoder.
        encoder: The encoder that made the index.
        query: As typed or dictated, Chinese, English or mixed.
        limit: Most hits, from 1.
        applies: Whether a passage's procedure is for the vehicle at hand; hits are marked, never left out.
    """
    asked = query.strip()[:MAX_QUERY]
    given = read(asked)
    if not given.counts or not index.passages:
        return Answer("not_in_manual", (), (), -np.inf)
    weights = weights_for(encoder.name, language(asked))
    scored = _score(index, encoder, asked, given, weights=weights)
    order = np.lexsort((-scored.fused, -scored.exact))
    confidence = _confidence(index, given, scored, top=int(order[0]), weights=weights)
    found = confidence >= 0
    hits = tuple(
        _hit(index, given, scored, at=int(at), applies=applies) for at in order[: limit if found else NEAREST]
    )
    return Answer("found", hits, (), confidence) if found else Answer("not_in_manual", (), hits, confidence)


def language(query: str) -> Lang:
    """Chinese if any Chinese character is in it, for mixed questions are asked by Chinese speakers."""
    return "zh" if any("\u3400" <= letter <= "\u9fff" for letter in query) else "en"


def weights_for(encoder: str, lang: Lang) -> Weights:
    """The measured weights of an encoder's family; those of `minilm` for one that was not measured."""
    family = encoder.split("-", maxsplit=1)[0]
    return WEIGHTS.get((family, lang), WEIGHTS["minilm", lang])


def _score(index: Index, encoder: Encoder, query: str, given: Words, *, weights: Weights) -> _Scored:
    by_words = index.lexical.scores(given)
    by_meaning = index.dense(encoder.encode([query])[0])
    passages = weights.words * _z(by_words) + weights.meaning * _z(by_meaning)
    by_step, meaning = index.per_step(by_words), index.per_step(by_meaning)
    return _Scored(
        words=by_step,
        meaning=meaning,
        coverage=index.per_step(index.lexical.coverage(given)),
        exact=index.per_step(index.lexical.exact(given)),
        fused=weights.words * _z(by_step) + weights.meaning * _z(meaning),
        best=np.array([max(group, key=passages.__getitem__) for group in index.steps], np.int64),
    )


def _z(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores in standard deviations from their mean; all 0 where they do not differ."""
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores), np.float32)


def _confidence(index: Index, given: Words, scored: _Scored, *, top: int, weights: Weights) -> float:
    """How sure the best step answers. Codes that stand nowhere decide against, exact ones for it."""
    if index.lexical.unknown(given):
        return -np.inf
    if scored.exact[top] > 0 and scored.coverage[top] >= MOSTLY:
        return np.inf
    held = weights.covered * scored.coverage[top] + weights.matched * scored.words.max()
    return float(held + weights.near * scored.meaning[top] + weights.bias)


def _hit(
    index: Index, given: Words, scored: _Scored, *, at: int, applies: Callable[[Passage], Truth] | None
) -> Hit:
    group = [index.passages[place] for place in index.steps[at]]
    best = index.passages[int(scored.best[at])]
    return Hit(
        procedure=best.procedure,
        version=best.version,
        number=best.number,
        procedure_title=best.procedure_title,
        step=best.step,
        step_number=best.step_number,
        title=_both(group, [passage.title for passage in group]),
        snippet=_both(group, [_snippet(passage, given) for passage in group]),
        matched=index.lexical.matched(given, int(scored.best[at])),
        hazards=best.hazards,
        values=best.values,
        score=float(scored.fused[at]),
        lang=best.lang,
        applies=applies(best) if applies else "unknown",
    )


def _both(group: Sequence[Passage], said: Sequence[str]) -> Text:
    """One text for each language; where the step stands in one language only, that one for both."""
    by_lang = {passage.lang: text for passage, text in zip(group, said, strict=True)}
    return Text(zh=by_lang.get("zh", said[0]), en=by_lang.get("en", said[0]))


def _snippet(passage: Passage, given: Words) -> str:
    """The sentence of the step that shares most with the question; the first where none does."""
    parts = (*sentences(passage.text), *passage.details)
    return max(parts, key=lambda part: len(words(part) & given.counts.keys()), default=passage.title)
