import type { Random } from './random.ts';

const TAGS = ['Lũ', 'lu', 'LŨ', 'Quảng cáo', 'Новости', '雑記', '2026', 'constructor', '__proto__'] as const;
const AUTHORS = ['Lê Na', 'LÊ NA', 'Le Na', 'Ban Quảng cáo', 'feed'] as const;
const LANGUAGES = ['vi', 'en', 'en-GB', 'fr'] as const;
const SLUGS = ['x', 'y', 'archives', 'browse'] as const;

/** Returns fields of an article that decide which feeds show it, besides its categories. */
export function filingFields({ chance, pick }: Random): readonly string[] {
  const fields: string[] = [];
  if (chance(0.6)) fields.push(`tags: [${pick(TAGS)}, ${pick(TAGS)}]`);
  if (chance(0.5)) fields.push(`authors: [${pick(AUTHORS)}]`);
  if (chance(0.15)) fields.push(`main: ${chance(0.7) ? 'false' : 'true'}`);
  if (chance(0.3)) fields.push('republishable: true');
  return fields;
}

/** Returns lines of a `site.yaml` that ask for editions, and then for feeds of authors and tags. */
export function namesLines({ chance, pick }: Random): readonly string[] {
  const english = `language: en, slug: en, title: English${chance(0.5) ? ', aliases: [kinh-te, anh]' : ''}`;
  const lines = chance(0.25) ? [`editions: [{ ${english} }]`, 'feeds:'] : ['feeds:'];
  if (chance(0.6)) lines.push(`  authors: ${pick(['true', 'true', '[Lê Na, Ai đó]'])}`);
  if (chance(0.6))
    lines.push(`  tags: ${pick(['true', '{ minimum: 2 }', '{ minimum: 2, formats: [rss, json] }', '[lũ]'])}`);
  return lines;
}

/** Returns these lines, and rules; `categories` are those that rules may name. */
export function feedsLines(random: Random, lines: readonly string[], categories: readonly string[]): readonly string[] {
  const { chance } = random;
  const wanted = SLUGS.filter(() => chance(0.4));
  const former = SLUGS.filter(slug => !wanted.includes(slug));
  const rules = wanted.map(slug => {
    const alias = chance(0.5) ? former.pop() : undefined;
    const aliases = alias === undefined ? [] : [`aliases: [${alias}]`];
    return `    - { ${[...ruleFields(slug, random, categories), ...aliases].join(', ')} }`;
  });
  if (rules.length > 0) return [...lines, '  rules:', ...rules];
  return lines.at(-1) === 'feeds:' ? lines.slice(0, -1) : lines;
}

function ruleFields(slug: string, random: Random, categories: readonly string[]): readonly string[] {
  const { chance, pick, integer } = random;
  const fields = [`slug: ${slug}`, `title: ${pick(['Chọn', 'Lọc'])}`];
  const names = (kind: string, among: readonly string[]): readonly string[] =>
    chance(0.35) ? [`${kind}: [${pick(among)}, ${pick(among)}]`] : [];
  for (const name of ['include', 'exclude'] as const) {
    const wanted = [
      ...names('categories', categories),
      ...names('tags', name === 'include' ? TAGS.slice(0, 5) : TAGS.slice(5)),
      ...names('authors', name === 'include' ? AUTHORS.slice(0, 3) : AUTHORS.slice(3)),
      ...names('languages', name === 'include' ? LANGUAGES.slice(0, 2) : LANGUAGES.slice(2)),
    ];
    if (wanted.length > 0) fields.push(`${name}: { ${wanted.join(', ')} }`);
  }
  if (chance(0.2)) fields.push('republishable: true');
  if (chance(0.3)) fields.push(`entries: ${4 + integer(2)}`);
  if (chance(0.3)) fields.push(`hours: ${pick([0, 24])}`);
  if (chance(0.4)) fields.push(`content: ${pick(['full', 'summary', 'headline'])}`);
  if (chance(0.3)) fields.push(`formats: ${pick(['rss', '[atom, json]'])}`);
  if (chance(0.3)) fields.push('archives: true');
  const partner = chance(0.4) && pick(['msn', 'smartnews', 'generic-strict', 'podcast']);
  if (partner) fields.push(`for: ${partner}`);
  if (partner === 'podcast') fields.push(`podcast: { ${podcastFields(random).join(', ')} }`);
  return fields;
}

function podcastFields({ chance, pick }: Random): readonly string[] {
  const fields = [`category: ${pick(['News', 'Daily News'])}`, 'explicit: false', 'cover: /media/b.jpg'];
  if (chance(0.3)) fields.push(`type: ${pick(['episodic', 'serial'])}`);
  if (chance(0.3)) fields.push('owner: { email: nghe@bao.example }', 'locked: true');
  return fields;
}
