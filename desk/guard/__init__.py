"""The guard: says of a reply how much it looks like spam, and why.

``signals`` judges, and knows neither web nor database. ``guard`` gathers what it judges by:
``memory`` asks the database, ``form_token`` reads the form's token, ``network`` blurs the
address, ``outside`` asks a service where the owner wants one. Nothing is ever thrown away here.
"""
