"""The fields of a drill file: what each takes, and what it is for, in words."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from plugins.drills.headers import field_types as types
from plugins.drills.headers import values


class Fields(BaseModel):
    """Named fields, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MuscleFields(Fields):
    """The muscles that work."""

    main: types.Muscles = Field(description="the muscles it is for")
    also: types.Muscles = Field((), description="the muscles that help")


class MistakeFields(Fields):
    """One mistake and its cure."""

    wrong: types.Text = Field(description="what goes wrong")
    fix: types.Text = Field(description="what to do instead")


class DoseFields(Fields):
    """The dose as fields; their names are those of the sentence."""

    sets: types.Whole | None = Field(None, description="how many times round, 1 to 5")
    reps: types.Whole | None = Field(None, description="repetitions in a set")
    hold: types.Whole | None = Field(None, description="seconds of staying still")
    tempo: types.Tempo | None = Field(
        None, description="seconds of lowering, pause, lifting, pause"
    )
    rest: types.Whole | None = Field(None, description="seconds of rest, 0 to 180")
    days_per_week: types.Whole | None = Field(None, description="1 to 7")
    times_per_day: types.Whole | None = Field(None, description="1 to 5")
    weeks: types.Whole | None = Field(None, description="1 to 16")
    effort: types.Whole | None = Field(None, description="how hard it feels, 0 to 10")
    load: types.Text | None = Field(None, description="the weight or band, in words")
    pain_limit: types.Whole | None = Field(
        None, description="the most pain that is all right, 0 to 10"
    )


class SelfTestFields(Fields):
    """A measurement that readers can repeat."""

    name: types.Text = Field(description="what it is called")
    how: types.Text = Field(description="how to measure it")
    unit: types.Text = Field(description="what it is counted in, such as cm")
    better: types.Better = Field(description="whether more or less is better")
    real_change: types.Amount = Field(
        description="how much must change before it is more than chance"
    )


def _form(value: Any) -> str:
    return "sentence" if isinstance(value, str) else "fields"


def _joined(value: Any) -> Any:
    """A dose sentence that was written as a list of its parts."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value


DoseValue = Annotated[
    Annotated[types.Text, Tag("sentence")] | Annotated[DoseFields, Tag("fields")],
    Discriminator(_form),
    BeforeValidator(_joined),
]


class DrillFields(Fields):
    """All fields of a drill file, in the order in which they are best written."""

    title: types.Title = Field(description="the name of the drill, at most 60 letters")
    drill: types.Code = Field(
        description="2 to 4 letters that stay the drill's for ever, in shared routines"
    )
    also_called: types.Texts = Field((), description="other names that people look for")
    summary: types.Summary = Field(
        description="one sentence for lists and search, at most 155 letters"
    )
    aim: types.Text = Field(description="one sentence on what the reader gains")
    kind: types.Kind = Field(description="what kind of drill it is")
    joints: types.Joints = Field(description="the joints it is for")
    movements: types.Movements = Field(description="the movements it trains, of those joints")
    muscles: MuscleFields = Field(description="main: the muscles it is for; also: those that help")
    position: types.Position = Field(description="how one starts")
    equipment: types.Equipments = Field(description="what one needs, or none")
    support: types.Text = Field("", description="what to hold on to")
    sides: types.Sides = Field(description="whether each side is trained by itself")
    steps: types.Steps = Field(description="2 to 7 steps of at most 25 words, the set-up first")
    cues: types.Cues = Field((), description="up to 4 reminders of at most 6 words")
    breathing: types.Text = Field("", description="how to breathe")
    feel: types.Text = Field(description="where and what one should feel")
    mistakes: Annotated[
        tuple[MistakeFields, ...], BeforeValidator(values.items), Field(min_length=1)
    ] = Field(description="what goes wrong and its cure, each as wrong: and fix:")
    dose: DoseValue = Field(description="how much and how often, as one sentence")
    start_with: DoseValue | None = Field(None, description="a smaller dose to begin with")
    progress_when: types.Text = Field(description="when to go on to more")
    easier: types.Slugs = Field((), description="the files of easier drills, without .md")
    harder: types.Slugs = Field((), description="the files of harder drills, without .md")
    instead_of_floor: types.Text = Field(
        "", description="for those who cannot get down to the floor: a drill's file, or a sentence"
    )
    cautions: types.Texts = Field(description="what to beware of, or “none known”")
    not_if: types.Texts = Field(description="who should not do it, or “none known”")
    stop_if: types.Texts = Field(description="when to stop at once")
    self_test: SelfTestFields | None = Field(None, description="a measurement readers can repeat")
    figure: Any = Field(None, description="the drawing, from the angles of the joints")
    photo: types.Text = Field("", description="a picture, such as {static}/images/rock.jpg")
    photo_alt: types.Text = Field("", description="the photo in words, for those who cannot see it")
    video: types.Text = Field("", description="a video file, such as {static}/images/rock.mp4")
    video_captions: types.Text = Field(
        "", description="its captions, such as {static}/images/rock.vtt"
    )
    evidence: types.Evidence = Field(description="what the drill rests on")
    references: types.Texts = Field((), description="the sources, each with its year")
    author: types.Author = Field(
        "therapist", description="therapist; the site's settings give the name"
    )
    reviewed_by: types.Reviewer = Field("", description="reviewer, once somebody has reviewed it")
    last_reviewed: types.Day = Field(description="the day it was last checked, such as 2026-11-24")
    next_review: types.Day = Field(description="the day it must be checked again, within 3 years")
    status: types.Status = Field("published", description="draft, until it is ready")
    replies: types.Replies | None = Field(None, description="open or closed")
    id: types.Name | None = Field(None, description="the name of its thread of replies")
    tags: types.Tags | None = Field(None, description="words it is filed under")
    category: types.Text | None = Field(None, description="where it is filed")
    lang: types.Lang | None = Field(None, description="its language, such as en")
    slug: types.Name | None = Field(None, description="its address, in place of the file's name")
    accept: types.Texts | None = Field(
        None, description="a warning of make check that you accept: rule, “because”, and why"
    )


META = ("status", "replies", "id", "tags", "category", "lang", "slug", "accept")
"""Fields that are not the drill's but Pelican's."""

NESTED: dict[str, type[Fields]] = {
    "muscles": MuscleFields,
    "mistakes": MistakeFields,
    "dose": DoseFields,
    "start_with": DoseFields,
    "self_test": SelfTestFields,
}

FREE_TEXTS: tuple[tuple[str, ...], ...] = (
    ("title",),
    ("also_called",),
    ("summary",),
    ("aim",),
    ("support",),
    ("steps",),
    ("cues",),
    ("breathing",),
    ("feel",),
    ("mistakes",),
    ("progress_when",),
    ("instead_of_floor",),
    ("cautions",),
    ("not_if",),
    ("stop_if",),
    ("self_test", "name"),
    ("self_test", "how"),
    ("figure", "unusual_range"),
    ("figure", "alt"),
    ("photo_alt",),
    ("references",),
)
"""How the places begin where readers see what is written word for word."""

FIGURE = ("view", "working", "keep", "props", "start", "via", "end", "unusual_range", "alt")
"""The fields of the figure, which has a reader of its own."""
