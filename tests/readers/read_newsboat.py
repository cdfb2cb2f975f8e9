"""What newsboat keeps of a feed, as JSON, in the order of the feed; with `read`, all of it is then marked as read."""

import json
import sqlite3
import sys

cache = sqlite3.connect(sys.argv[1], timeout=20)
cache.row_factory = sqlite3.Row
rows = cache.execute("SELECT * FROM rss_item WHERE deleted = 0 ORDER BY pubDate DESC, id DESC")
json.dump([dict(row) for row in rows], sys.stdout)
if sys.argv[2:] == ["read"]:
    cache.execute("UPDATE rss_item SET unread = 0")
    cache.commit()
