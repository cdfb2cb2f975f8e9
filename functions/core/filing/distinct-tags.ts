import type { Report, Text } from '../fields/fields.ts';
import { bareName } from '../text/names.ts';
import { slugOfTerm } from './filing.ts';
import type { ListedName } from './site-feeds.ts';

/**
 * Returns the tags of one article without those that spell another of them otherwise: of tags with one slug the first,
 * or the one that `listed` has. One that is left out and differs by more than a hasty spelling is reported.
 */
export function distinctTags(
  tags: readonly Text[],
  listed: readonly ListedName[] = [],
  report: Report,
): readonly string[] {
  const bySlug = new Map<string, Text>();
  for (const tag of tags) {
    const slug = slugOfTerm(tag.text) || tag.text;
    const before = bySlug.get(slug);
    const isListed = listed.some(one => one.slug === slug && one.title === tag.text);
    const [kept, other] = !before || isListed ? [tag, before] : [before, tag];
    bySlug.set(slug, kept);
    if (other) reportShared(other, kept, slug, report);
  }
  return [...bySlug.values()].map(({ text }) => text);
}

function reportShared(tag: Text, kept: Text, slug: string, report: Report): void {
  if (bareName(tag.text) === bareName(kept.text)) return;
  const message =
    `tags: "${tag.text}" has the slug ${slug}, as "${kept.text}" beside it has, so the article has that alone; ` +
    'give one of them other letters or digits, or take one out';
  report(tag, 'warning', message);
}
