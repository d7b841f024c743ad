"""Forms for words that are there already: the fields of the reply form that are public."""

from plugins.comments.form import ReplyForm, TextForm, body_field


class AnswerForm(TextForm):
    """An answer: the text alone, since everybody knows who the owner is."""

    body = body_field(
        "Your answer", "Write your answer", "Your answer must be 5,000 characters or fewer"
    )


class EditForm(TextForm):
    """The words of a reply as they are, or will be, published."""

    author = ReplyForm.author
    url = ReplyForm.url
    body = ReplyForm.body
    validate_url = ReplyForm.validate_url


class CorrectionForm(EditForm):
    """The same for the reader who wrote it."""

    token = ReplyForm.token
