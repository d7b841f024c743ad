"""HTML to the Markdown of comments and of articles."""
