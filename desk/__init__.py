"""The owner's web service: the public reply door, the queue, sign-in, and the preview.

It shares model, form and file format with ``plugins.comments`` and never loads Pelican to answer
a request; a build is a process of its own.
"""
