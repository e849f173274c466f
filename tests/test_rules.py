"""Every rule is tested by its own examples; nothing here names a rule or a module."""

from importlib import import_module
from pkgutil import iter_modules
from unicodedata import normalize

import pytest
from growth import grows_linearly, once_linear

from extractor import rules as package
from extractor.errors import BadRule
from extractor.model import Found, Span
from extractor.normalize import fold
from extractor.rules.openings import Text
from extractor.rules.rule import find, rule

MODULES = [import_module(f"{package.__name__}.{info.name}") for info in iter_modules(package.__path__)]
KINDS = {module.__name__.rpartition(".")[2]: tuple(module.RULES) for module in MODULES if hasattr(module, "RULES")}
RULES = [pytest.param(rules, r, id=f"{kind}.{r.name}") for kind, rules in KINDS.items() for r in rules]


@pytest.mark.parametrize("siblings, rule", RULES)
def test_each_phrase_is_read_whole_with_its_value_by_this_rule_alone(siblings, rule):
    wanted = {text: [Found(value, Span(0, len(text)), rule.name)] for text, value in rule.yes.items()}
    assert {text: find(siblings, fold(text)) for text in rule.yes} == wanted


@pytest.mark.parametrize("siblings, rule", RULES)
def test_the_rule_finds_nothing_in_its_counterexamples(siblings, rule):
    assert {text: find([rule], fold(text)) for text in rule.no} == {text: [] for text in rule.no}


@pytest.fixture(scope="module")
def keys(root):
    """The sample plans, and all that rules say they find or do not find."""
    said = [text for rules in KINDS.values() for r in rules for text in (*r.yes, *r.no)]
    plans = [path.read_text("utf-8") for path in sorted((root / "corpora").glob("mau-*"))]
    return [fold(normalize("NFC", text)) for text in (*plans, "\n".join(said), " ".join(said))]


@pytest.mark.parametrize("siblings, rule", RULES)
def test_an_opener_of_words_or_figures_passes_over_nothing_that_the_rule_matches(siblings, rule, keys):
    """One that looks at more (`look`) takes part in the decision."""
    if rule.opens is None or rule.opens.look:
        return
    for key in keys:
        opened = [m.span() for m in Text(key, [rule.opens]).matches(rule.pattern, rule.opens)]
        assert opened == [m.span() for m in rule.pattern.finditer(key)]


@pytest.mark.parametrize("siblings, rule", RULES)
def test_no_repetition_takes_the_rule_more_than_linear_time(siblings, rule):
    phrases = list(rule.yes)[:3]
    pieces = {*phrases, *(f"{p} " for p in phrases), *(p[: len(p) // 2] for p in phrases), *phrases[0].split()[:3]}
    pieces |= {f"{word} " for word in phrases[0].split()[-2:]} | {" ", "\n", "1 ", "1, ", "a ", "A "}
    slow = [p for p in sorted(pieces - {""}) if not grows_linearly(lambda t: find([rule], fold(t)), p, 2_000)]
    blanks = [p for p in phrases[:2] if not grows_linearly(lambda t, p=p: find([rule], f"{p}{t}{p}"), " ", 2_000)]
    assert (slow, blanks) == ([], [])


@pytest.mark.parametrize("siblings, rule", RULES)
def test_a_hundred_thousand_characters_of_repetition_cost_what_their_length_does(siblings, rule):
    assert once_linear(lambda text: find([rule], fold(text)), f"{next(iter(rule.yes))} ", 20_000)


@pytest.mark.parametrize("examples", [{"yes": {}, "no": ["b"]}, {"yes": {"a": 1}, "no": []}])
def test_a_rule_without_a_yes_and_a_no_does_not_load(examples):
    with pytest.raises(BadRule, match="nameless: give it a yes and a no example"):

        @rule("a", **examples)
        def nameless(m):
            return 1


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_rules_of_a_kind_share_a_name(kind):
    names = [rule.name for rule in KINDS[kind]]
    assert len(names) == len(set(names))
