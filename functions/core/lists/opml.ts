import { element, emptyElement, textElement, xmlDocument } from '../feed/xml.ts';

/** One feed of a subscription list. */
export interface OpmlFeed {
  readonly title: string;
  readonly description?: string;
  /** The feed. Absolute. */
  readonly xmlUrl: string;
  /** Its page, for people. Absolute. */
  readonly htmlUrl: string;
  /** BCP 47. */
  readonly language?: string;
}

export interface Opml {
  readonly title: string;
  readonly feeds: readonly OpmlFeed[];
}

/**
 * Renders a subscription list (OPML 2.0, "Subscription lists"), which a reader imports to follow every feed at once. It
 * has no date, so that it changes with the list of feeds, and not with every article.
 */
export function renderOpml({ title, feeds }: Opml): string {
  const head = [textElement('title', title), textElement('docs', 'http://opml.org/spec2.opml')];
  const outlines = feeds.map(feed =>
    emptyElement('outline', {
      type: 'rss',
      // Readers show `text`; some look for `title`.
      text: feed.title,
      title: feed.title,
      description: feed.description,
      language: feed.language,
      xmlUrl: feed.xmlUrl,
      htmlUrl: feed.htmlUrl,
    }),
  );
  return xmlDocument(element('opml', [element('head', head), element('body', outlines)], { version: '2.0' }));
}
