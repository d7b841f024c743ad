"""The site, as previewed. What differs when it is published stands in publishconf.py.

The desk reads this file too, so it holds plain values and imports nothing of Pelican.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parent
# Pelican does not look for `plugins` beside its settings file by itself.
sys.path[:0] = [str(ROOT)] if str(ROOT) not in sys.path else []

from plugins.theme import environment  # noqa: E402  (needs the line above)

# ---------------------------------------------------------------- Yours: fill these in
SITENAME = "Full Range"
SITESUBTITLE = "Notes on how bodies move"
AUTHOR = "[Your name]"
PRACTICE = "[Your practice]"
OWNER_EMAIL = "you@example.com"
OWNER_ADDRESS = "[Street and number, postcode, town]"
# What stands below every drill: your training, who checks the drills, what you earn by them.
CREDENTIALS = "[Your training and registration]"
REVIEWER = "[Who reviews the drills]"
INTERESTS = "[What you earn by these pages]"
# How much pain is all right; the same for every drill, so that readers learn one rule.
PAIN_RULE = (
    "Stop at any sharp pain. Mild discomfort, up to 3 out of 10, is all right if it has settled "
    "by the next day."
)
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"

# ---------------------------------------------------------------- Replies
# Where the reply form is sent. The preview serves site and desk at one address.
REPLIES_URL = "/replies"
# Kinds of page that take replies unless their header says "Replies: closed".
REPLIES_OPEN_ON = ["article", "drill"]
# Days after which an article takes no more replies; 0 is never.
REPLIES_CLOSE_AFTER_DAYS = 0
# Levels of answers that are drawn inside each other; deeper ones stand side by side.
REPLIES_DEPTH = 3
# Comments with their answers on a page of a long thread; 0 puts all on one page.
REPLIES_PER_PAGE = 50
# What stands beside a name: "none", "initials" or "pattern". Nobody else is asked for a picture.
REPLIES_AVATARS = "initials"
# Days after which an e-mail address, and a reply that was not published, are erased.
REPLIES_KEEP_EMAIL_DAYS = 180
REPLIES_KEEP_REFUSED_DAYS = 30
# When you are told by mail of a reply that waits: "each", "digest" (once a day) or "none".
REPLIES_NOTIFY = "each"
# Mails about single replies within an hour; what comes beyond is told in one. 0 is no limit.
REPLIES_NOTIFY_MOST = 10
# Whether readers may ask to be told by mail of their reply and of answers; needs mail set up.
REPLIES_TELL_READERS = False
# A program that is told of new replies and of published comments: its address, or "".
REPLIES_WEBHOOK = ""
# What looks like spam: more links than these; so many replies from one network within ten
# minutes; words and domains in this file, one a line.
REPLIES_MAX_LINKS = 2
REPLIES_MANY = 5
REPLIES_WORDS = "spam-words.txt"
# Replies from one network within an hour beyond which the next must wait; 0 is no limit.
REPLIES_TOO_MANY = 30
# Days after which the blurred trace of a reader's network is erased.
REPLIES_KEEP_NETWORK_DAYS = 7

# Whether the desk publishes by itself what you approve; where to says PUBLISH_TO.
PUBLISH_ON_APPROVAL = False

# ---------------------------------------------------------------- Drills
# Whether a drill with a gap in its safety information stops the build.
DRILLS_REQUIRE_SAFETY = False
# Cards on a page of the index; readers can narrow down by script only what is on one page.
DRILLS_PER_PAGE = 48

# ---------------------------------------------------------------- Addresses
SITEURL = ""
# Feeds need whole addresses; the preview's are those of `make serve` on its usual port.
FEED_DOMAIN = "http://localhost:8000"

ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
ARTICLE_LANG_URL = "articles/{slug}-{lang}/"
ARTICLE_LANG_SAVE_AS = "articles/{slug}-{lang}/index.html"
DRAFT_URL = "drafts/articles/{slug}/"
DRAFT_SAVE_AS = "drafts/articles/{slug}/index.html"
DRAFT_LANG_URL = "drafts/articles/{slug}-{lang}/"
DRAFT_LANG_SAVE_AS = "drafts/articles/{slug}-{lang}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = "{slug}-{lang}/"
PAGE_LANG_SAVE_AS = "{slug}-{lang}/index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/index.html"
DRAFT_PAGE_LANG_URL = "drafts/pages/{slug}-{lang}/"
DRAFT_PAGE_LANG_SAVE_AS = "drafts/pages/{slug}-{lang}/index.html"
DRILL_URL = "drills/{slug}/"
DRILL_SAVE_AS = "drills/{slug}/index.html"
DRAFT_DRILL_URL = "drafts/drills/{slug}/"
DRAFT_DRILL_SAVE_AS = "drafts/drills/{slug}/index.html"
DRILLS_URL = "drills/"
DRILLS_SAVE_AS = "drills/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
# One person writes here, so a page for each author would repeat the front page.
AUTHOR_SAVE_AS = ""
# A draft may be read before it is public, so it must not be found by guessing at publication.
DIRECT_TEMPLATES = ["index", "archives", "404", "drafts"]
ARCHIVES_SAVE_AS = "archives/index.html"
DRAFTS_SAVE_AS = "drafts/index.html"

DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "tag": None, "category": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feeds/articles.atom.xml"
COMMENTS_FEED_ATOM = "feeds/comments.atom.xml"
DRILLS_FEED_ATOM = "feeds/drills.atom.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

# ---------------------------------------------------------------- Navigation: title, address
MENU = [("Articles", ""), ("Drills", "drills/"), ("About", "about/"), ("Contact", "contact/")]
FOOTER_MENU = [("Archives", "archives/"), ("Privacy", "privacy/")]

# ---------------------------------------------------------------- How it is built
PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
DRILL_PATHS = ["drills"]
STATIC_PATHS = ["images"]
COMMENTS_PATH = "comments"
# The address of an article is the name of its file, so that its title may change.
SLUGIFY_SOURCE = "basename"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Notes"
DEFAULT_DATE_FORMAT = "%d.%m.%Y"
SUMMARY_MAX_LENGTH = 45
# Pages that are gone go from the output; plugins.staging does it without emptying it first.
DELETE_OUTPUT_DIRECTORY = True

PLUGINS = [
    "plugins.staging",
    "plugins.theme",
    "plugins.renames",
    "plugins.comments",
    "plugins.articles",
    "plugins.drills",
    "plugins.discovery",
    "plugins.hosting",
]
PLUGINS_REQUIRED = PLUGINS

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.toc": {},
        "markdown.extensions.attr_list": {},
        "markdown.extensions.def_list": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.meta": {},
    },
    "output_format": "html5",
}

THEME = str(ROOT / "theme")
# The style sheets stand in the pages themselves, and plugins.theme writes the scripts.
THEME_STATIC_PATHS = []
IGNORE_FILES = [".*", "__pycache__"]
JINJA_ENVIRONMENT = environment.OPTIONS
JINJA_FILTERS = environment.filters(TIMEZONE)
JINJA_GLOBALS = environment.template_globals(ROOT / "theme")
