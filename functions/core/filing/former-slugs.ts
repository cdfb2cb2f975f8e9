import { fieldIn, type Report, readTexts } from '../fields/fields.ts';
import { slugify } from '../text/slug.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';

/** Maximum of former slugs of one feed: each has files of its own. */
const MAX_FORMER = 50;

/** A feed of `site.yaml` that may have had other slugs. */
interface Renamed {
  readonly slug: string;
  readonly title: string;
  readonly aliases?: readonly string[];
}

/** The field `aliases` of a rule or an edition: the slugs that it had, each once. What is none is an error. */
export function formerSlugsIn(item: YamlMap, field: string, report: Report): Pick<Renamed, 'aliases'> {
  const node = fieldIn(item, 'aliases');
  const slugs = new Set<string>();
  for (const text of node ? readTexts(node, `${field}.aliases`, report) : []) {
    const slug = text.text;
    if (slug !== '' && slug === slugify(slug)) slugs.add(slug);
    else {
      const remedy = `found "${slug}"; write ${slugify(slug) || 'another'}`;
      report(text, 'error', `${field}.aliases: expected lower-case letters, digits and hyphens, ${remedy}`);
    }
  }
  if (node && slugs.size > MAX_FORMER)
    report(node, 'error', `${field}.aliases: at most ${MAX_FORMER} are read, found ${slugs.size}; take some out`);
  return slugs.size > 0 ? { aliases: [...slugs].slice(0, MAX_FORMER) } : {};
}

/** A feed, and where it stands in `site.yaml`. */
interface Placed<Feed extends Renamed> {
  readonly feed: Feed;
  readonly node: YamlNode;
}

/**
 * Returns feeds of one kind with those former slugs that are theirs alone. One that another feed has or had, or that
 * `taken` gives a reason for, is an error, and leads nowhere: whoever has an address keeps it.
 */
export function settleFormerSlugs<Feed extends Renamed>(
  feeds: readonly Placed<Feed>[],
  field: string,
  report: Report,
  taken: (slug: string) => string | undefined = () => undefined,
): readonly Feed[] {
  const owners = new Map(feeds.map(({ feed: { slug, title } }) => [slug, title]));
  return feeds.map(({ feed, node }) => {
    const { aliases: given, ...others } = feed;
    const own = (given ?? []).filter(slug => {
      const owner = owners.get(slug);
      const reason = owner === undefined ? taken(slug) : slug === feed.slug ? 'it has it' : `it is that of "${owner}"`;
      if (reason === undefined) owners.set(slug, feed.title);
      else
        report(
          fieldIn(node, 'aliases') ?? node,
          'error',
          `${field}.aliases: "${feed.title}" can't have had the slug ${slug}: ${reason}; take it out`,
        );
      return reason === undefined;
    });
    return (own.length > 0 ? { ...others, aliases: own } : others) as Feed;
  });
}
