"""The types of the fields of a drill file: each reads what was typed, or says what to write."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from plugins.choices import Choice
from plugins.drills import vocabulary
from plugins.drills.headers import values

EVIDENCE = Choice(vocabulary.EVIDENCE, {"therapist's choice": ("experience", "own choice")})
STATUS = Choice(("draft", "hidden", "published"))

Text = Annotated[str, BeforeValidator(values.text), Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(values.items), Field(min_length=1)]
Whole = Annotated[int, BeforeValidator(values.whole)]
Day = Annotated[date, BeforeValidator(values.day)]
Slug = Annotated[str, BeforeValidator(values.slug), Field(min_length=1)]
Name = Annotated[str, BeforeValidator(values.name), Field(min_length=1)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(values.words)]

Kind = Annotated[str, BeforeValidator(values.one_of(Choice(vocabulary.KINDS)))]
Joint = Annotated[str, BeforeValidator(values.one_of(Choice(vocabulary.JOINTS)))]
Movement = Annotated[
    str, BeforeValidator(values.one_of(Choice(tuple(vocabulary.MOVEMENTS), vocabulary.MOVEMENTS)))
]
Muscle = Annotated[
    str, BeforeValidator(values.one_of(Choice(tuple(vocabulary.MUSCLES), vocabulary.MUSCLES)))
]
Position = Annotated[str, BeforeValidator(values.one_of(Choice(vocabulary.POSITIONS)))]
Equipment = Annotated[str, BeforeValidator(values.one_of(Choice(vocabulary.EQUIPMENT)))]
Sides = Annotated[
    Literal["both together", "each", "alternate"],
    BeforeValidator(values.one_of(Choice(vocabulary.SIDES_WORDS, {"each": ("each side",)}))),
]
Evidence = Annotated[str, BeforeValidator(values.one_of(EVIDENCE))]
Status = Annotated[str, BeforeValidator(values.one_of(STATUS))]
Replies = Annotated[str, BeforeValidator(values.one_of(Choice(("open", "closed"))))]
Better = Annotated[
    Literal["more", "less"], BeforeValidator(values.one_of(Choice(("more", "less"))))
]
Author = Annotated[str, BeforeValidator(values.one_of(Choice(("therapist",))))]
Reviewer = Annotated[str, BeforeValidator(values.one_of(Choice(("reviewer",))))]

Title = Annotated[Text, AfterValidator(values.at_most(60))]
Summary = Annotated[Text, AfterValidator(values.at_most(155))]
Step = Annotated[Text, AfterValidator(values.at_most_words(25))]
Cue = Annotated[Text, AfterValidator(values.at_most_words(6))]
Steps = Annotated[
    tuple[Step, ...],
    BeforeValidator(values.items),
    AfterValidator(values.between(2, 7, "steps")),
]
Cues = Annotated[
    tuple[Cue, ...], BeforeValidator(values.items), AfterValidator(values.between(0, 4, "cues"))
]
Joints = Annotated[tuple[Joint, ...], BeforeValidator(values.words), Field(min_length=1)]
Movements = Annotated[tuple[Movement, ...], BeforeValidator(values.words), Field(min_length=1)]
Muscles = Annotated[tuple[Muscle, ...], BeforeValidator(values.words), Field(min_length=1)]
Equipments = Annotated[tuple[Equipment, ...], BeforeValidator(values.words), Field(min_length=1)]
Tempo = Annotated[tuple[int, int, int, int], BeforeValidator(values.tempo)]
Amount = Annotated[float, BeforeValidator(values.amount)]
Code = Annotated[str, BeforeValidator(values.code), Field(min_length=1)]
Tags = Annotated[tuple[Text, ...], BeforeValidator(values.words)]
Lang = Annotated[str, BeforeValidator(values.lang), Field(min_length=1)]
