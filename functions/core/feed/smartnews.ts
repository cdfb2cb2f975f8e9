import type { BodyPart } from '../files/published-file.ts';
import { wordingIn } from '../pages/wording.ts';
import { formatRfc822 } from '../time/date.ts';
import type { Feed, Tombstone } from './feed.ts';
import { renderRss } from './rss.ts';
import { inlineElement, textElement } from './xml.ts';

/**
 * The RSS of a feed as SmartNews wants it: what was withdrawn stays an item, marked as deleted and with a new date,
 * since an item that is only left out stays in the app (SmartNews for Publishers, "Deleting Articles"). Everyone else
 * would show such items as news, so it is a file of its own. Its hub is left out: none is told when it changes.
 */
export function renderSmartNews({ hub: _, license, ...feed }: Feed): readonly BodyPart[] {
  const self = { ...feed.self, rss: feed.self.smartnews };
  // What was withdrawn has none, and that of the channel would be taken for its own.
  const rights = license && feed.withdrawn.length === 0 ? { license } : {};
  return renderRss(
    { ...feed, ...rights, self },
    feed.withdrawn.map(tombstone => deletedItem(tombstone, feed)),
  );
}

/** SmartNews reads the text of `media:status`, and Media RSS has its `state`; each is given its own. */
function deletedItem({ id, url, when, reason }: Tombstone, { language }: Pick<Feed, 'language'>): string {
  const { withdrawn, withdrawnHelp } = wordingIn(language);
  return inlineElement('item', [
    textElement('title', withdrawn),
    textElement('link', url),
    textElement('guid', id, { isPermaLink: String(id === url) }),
    textElement('pubDate', formatRfc822(when)),
    textElement('description', reason ?? withdrawnHelp),
    textElement('media:status', 'deleted', { state: 'deleted' }),
  ]);
}
