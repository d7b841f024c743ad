"""Articles and pages of WordPress as Markdown files."""
