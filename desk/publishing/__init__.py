"""The desk publishes what is decided: a press or an approval has the site built and sent."""
