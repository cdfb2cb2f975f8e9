"""What podcastparser reads of the podcast on standard input, as JSON. The argument is the feed's address."""

import json
import sys

import podcastparser

podcast = podcastparser.parse(sys.argv[1], sys.stdin.buffer)
for episode in podcast["episodes"]:
    for name in ("description", "description_html", "published", "payment_url"):
        episode.pop(name, None)
json.dump(podcast, sys.stdout)
