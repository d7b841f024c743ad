"""The words that readers meet, in the language of the page they are on.

English stands in the templates and modules themselves. What it is in another language stands in
``languages/<language>/LC_MESSAGES/full_range.po``. ``words`` reads that, ``templates`` brings it
into Jinja, ``marks`` marks words that are translated somewhere else than where they stand.
"""
