"""What differs when the site is published. Fill in the two addresses."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = "https://www.example.com"
FEED_DOMAIN = SITEURL
# The desk's public door; its name may differ from the site's.
REPLIES_URL = "https://desk.example.com/replies"
# Where "make publish" sends the site, unless TO= says something else. README, "Publish".
PUBLISH_TO = ""
# Where it looks at what it has sent, if not at SITEURL; and for how many seconds, for slow hosts.
PUBLISH_LOOK_AT = ""
PUBLISH_PATIENCE = 60

# Drafts are for the preview only.
DRAFT_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = ""
DRAFT_LANG_SAVE_AS = ""
DRAFT_PAGE_LANG_SAVE_AS = ""
DRAFT_DRILL_SAVE_AS = ""
DRAFT_DRILL_LANG_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "archives", "404"]
