"""Standards in other languages: what forms in these show, and what has no words in them.

The titles, labels and texts of the files themselves are English; ``translations`` beside them hold
them in other languages. What is not there in a language is shown in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from formgen.standards.files import Standards
from formgen.standards.model import Criterion, Element, Qualification, Rule, Unit
from formgen.standards.rules import in_words
from formgen.standards.terms import Terms
from formgen.standards.translations import ItemWords, QualificationWords
from formgen.standards.units import Units
from formgen.yamlfiles import KeyPath

ENGLISH = "en"
BESIDE = " / "
"""Stands between the titles of several languages."""
BELOW = "\n"
"""Stands between the wordings of several languages."""

Translated: TypeAlias = Unit | Element | Criterion | Qualification
"""What may have words in other languages."""


def in_languages(standards: Standards, languages: Sequence[str]) -> Standards:
    """Return standards whose titles, labels and texts are those of one or more languages.

    Those of several stand beside or below each other. No languages: English.
    """
    chosen = tuple(languages) or (ENGLISH,)
    if chosen == (ENGLISH,) and not _has_translations(standards):
        return standards
    return replace(
        standards,
        qualification=_qualification_in(standards.qualification, chosen),
        units=Units.of(unit_in(unit, chosen) for unit in standards.units),
    )


def unit_in(unit: Unit, languages: Sequence[str]) -> Unit:
    """Return a unit in one or more languages, see :func:`in_languages`."""

    def item_in(item: Criterion) -> Criterion:
        return _item_in(item, languages)

    words = {name: _said(unit, name, languages) for name in ("title", "theme", "overview")}
    elements = tuple(_element_in(element, languages) for element in unit.elements)
    changed = unit.model_copy(update={**words, "elements": elements, "translations": {}})
    return changed.with_items(item_in)


def _has_translations(standards: Standards) -> bool:
    return bool(standards.qualification.translations) or any(
        record.translated for record in standards.units.records
    )


def _element_in(element: Element, languages: Sequence[str]) -> Element:
    words = {name: _said(element, name, languages) for name in ("title", "note")}
    return element.model_copy(update={**words, "translations": {}})


def _item_in(item: Criterion, languages: Sequence[str]) -> Criterion:
    """Return an item in these languages; once one has a published text, all stand in the text."""
    own = ItemWords(label=item.label, text=item.text, note=item.note)
    said = [
        own if language == ENGLISH else item.translations.get(language, ItemWords())
        for language in languages
    ]
    worded = [words for words in said if words.wording] or [own]
    has_text = any(words.text for words in worded)
    return item.model_copy(
        update={
            "label": _joined([words.label for words in worded], BELOW),
            "text": _joined([words.wording for words in worded], BELOW) if has_text else "",
            "note": _said(item, "note", languages, BELOW),
            "translations": {},
        }
    )


def _qualification_in(qualification: Qualification, languages: Sequence[str]) -> Qualification:
    said = [_words_of(qualification, language) for language in languages]
    names = {
        group.name: _joined([words.groups.get(group.name, "") for words in said], BESIDE)
        or group.name
        for group in qualification.groups
    }

    def named(rule: Rule) -> Rule:
        return rule.model_copy(update={"groups": tuple(names[name] for name in rule.groups)})

    rules = [named(rule) for rule in qualification.rules]
    translations = filter(None, map(qualification.translations.get, languages))
    if any(words.rules for words in translations):  # else they speak for themselves
        texts = [
            _joined([words.rules[at] if words.rules else "" for words in said], BESIDE)
            for at in range(len(rules))
        ]
        rules = [
            rule.model_copy(update={"text": text}) for rule, text in zip(rules, texts, strict=True)
        ]
    changed = {
        "title": _joined([words.title for words in said], BESIDE) or qualification.title,
        "terms": _terms_in(said),
        "groups": tuple(
            each.model_copy(update={"name": names[each.name]}) for each in qualification.groups
        ),
        "rules": tuple(rules),
        "rulesets": tuple(
            each.model_copy(
                update={
                    "groups": tuple(names[name] for name in each.groups),
                    "rules": tuple(map(named, each.rules)),
                }
            )
            for each in qualification.rulesets
        ),
        "translations": {},
    }
    return qualification.model_copy(update=changed)


def _words_of(qualification: Qualification, language: str) -> QualificationWords:
    if language != ENGLISH:
        return qualification.translations.get(language, QualificationWords())
    return QualificationWords(
        title=qualification.title,
        groups={group.name: group.name for group in qualification.groups},
        rules=tuple(in_words(rule, qualification) for rule in qualification.rules),
        terms=qualification.terms,
    )


def _terms_in(said: Sequence[QualificationWords]) -> Terms:
    """Return the publisher's terms; where it has none in a language, the form set chooses them."""
    terms = [words.terms.model_dump() for words in said]
    return Terms(
        **{
            name: _joined([each[name] for each in terms], BESIDE)
            for name in Terms.model_fields
            if all(each[name] for each in terms)
        }
    )


def _said(of: Translated, name: str, languages: Sequence[str], between: str = BESIDE) -> str:
    """Return a title or note in these languages; in English where it is in none of them."""
    own: str = getattr(of, name)
    said = [
        own if language == ENGLISH else getattr(of.translations.get(language), name, "")
        for language in languages
    ]
    return _joined(said, between) or own


def _joined(said: Sequence[str], between: str) -> str:
    return between.join(dict.fromkeys(filter(None, said)))


def languages_of(unit: Unit) -> list[str]:
    """Return the languages that a unit has any words in beside English, in their order."""
    every: list[Translated] = [unit, *unit.elements, *unit.items]
    return list(dict.fromkeys(language for each in every for language in each.translations))


def untranslated(unit: Unit, language: str) -> Iterator[tuple[KeyPath, str]]:
    """Yield what a unit shows that has no words in a language: its path and what it is called."""
    if language == ENGLISH:
        return
    if not getattr(unit.translations.get(language), "title", ""):
        yield (), f"the title of {unit.code}"
    for keys, each in unit.placed():
        if isinstance(each, Element):
            if each.title and not getattr(each.translations.get(language), "title", ""):
                yield keys, f"the title of {each.code or f'“{each.title}”'}"
        elif each.wording and not getattr(each.translations.get(language), "wording", ""):
            yield keys, each.code


def translated_words(unit: Unit) -> dict[str, str]:
    """Return what a unit says in other languages, by code and language."""
    named: list[tuple[str, Translated]] = [(unit.code, unit)]
    named += [(each.code or each.title, each) for each in unit.elements]
    named += [(item.code, item) for item in unit.items]
    return {
        f"{name} ({language})": "; ".join(filter(None, words.model_dump().values()))
        for name, of in named
        for language, words in of.translations.items()
    }
