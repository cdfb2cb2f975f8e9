"""What feedparser reads at an address, as JSON: how it went, and every entry."""

import json
import sys

import feedparser

feed = feedparser.parse(sys.argv[1], sanitize_html=False, resolve_relative_uris=False)


def entry(item):
    return {
        "id": item.id,
        "title": item.title,
        "link": item.link,
        "published": item.published,
        "updated": item.updated,
        "authors": [author.get("name") for author in item.get("authors", [])],
        "categories": [tag.label or tag.term for tag in item.get("tags", [])],
        "content": item.content[0].value if "content" in item else "",
        "enclosures": [enclosure.href for enclosure in item.get("enclosures", [])],
    }


json.dump(
    {
        "problem": str(feed.get("bozo_exception", "")),
        "version": feed.version,
        "entries": [entry(item) for item in feed.entries],
    },
    sys.stdout,
)
