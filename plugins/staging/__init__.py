"""Builds beside the output folder and brings over only what changed.

Plain Pelican empties the output folder before it has read the content, so a mistake in one article
would take the whole site away. With this plugin a build that fails leaves the last good site as it
was, files that did not change keep their time, and pages that are gone go.
"""


def register() -> None:
    """Connect to Pelican."""
    from plugins.staging import stage

    stage.register()
