"""What a parser reads at an address, as JSON: every entry. The first argument is the parser's name, the second the address."""

import html
import json
import sys
import urllib.request

import atoma
import fastfeedparser
import feedparser_rs


def main(parser, url):
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as response:
        source = response.read()
    json.dump(PARSERS[parser](source, url.rsplit(".", 1)[0].rsplit("/", 1)[1]), sys.stdout, default=str)


def with_atoma(source, name):
    if name == "rss":
        return [atoma_rss(item) for item in atoma.parse_rss_bytes(source).items]
    if name == "atom":
        return [atoma_atom(entry) for entry in atoma.parse_atom_bytes(source).entries]
    return [atoma_json(item) for item in atoma.parse_json_feed_bytes(source).items]


def atoma_rss(item):
    return {
        "id": item.guid,
        "title": item.title,
        "link": item.link,
        "published": item.pub_date,
        "categories": item.categories,
        "content": item.content_encoded,
        "enclosures": [enclosure.url for enclosure in item.enclosures],
    }


def atoma_atom(entry):
    return {
        "id": entry.id_,
        "title": entry.title.value,
        "link": [link.href for link in entry.links if link.rel == "alternate"][0],
        "published": entry.published,
        "updated": entry.updated,
        "authors": [author.name for author in entry.authors],
        "categories": [category.label for category in entry.categories],
        "content": entry.content.value,
        "enclosures": [link.href for link in entry.links if link.rel == "enclosure"],
    }


def atoma_json(item):
    return {
        "id": item.id_,
        "title": item.title,
        "link": item.url,
        "published": item.date_published,
        "updated": item.date_modified,
        "categories": item.tags,
        "content": item.content_html,
        "enclosures": [attachment.url for attachment in item.attachments],
    }


def with_fastfeedparser(source, _):
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "published": entry.published,
            "updated": entry.get("updated"),
            "authors": [author["name"] for author in entry.get("authors", [])],
            "categories": [tag["label"] or tag["term"] for tag in entry.get("tags", [])],
            "content": entry.content[0]["value"] if "content" in entry else "",
            "enclosures": [enclosure["url"] for enclosure in entry.get("enclosures", [])],
        }
        for entry in fastfeedparser.parse(source).entries
    ]


def with_feedparser_rs(source, _):
    feed = feedparser_rs.parse(source, sanitize_html=False)
    if feed.bozo:
        raise ValueError(feed.bozo_exception)
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "published": entry.published,
            "updated": entry.updated,
            "authors": [author.name for author in entry.authors],
            # It leaves the entities of attributes as they are.
            "categories": [html.unescape(tag.label) if tag.label else tag.term for tag in entry.tags],
            "content": entry.content[0].value if entry.content else "",
            "enclosures": [enclosure.href for enclosure in entry.enclosures],
        }
        for entry in feed.entries
    ]


PARSERS = {
    "atoma": with_atoma,
    "fastfeedparser": with_fastfeedparser,
    "feedparser-rs": with_feedparser_rs,
}

main(*sys.argv[1:])
