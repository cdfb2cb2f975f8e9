import { bareHostMessage } from '../entry/bare-hosts.ts';
import type { Report, Text } from '../fields/fields.ts';
import { foldFieldName } from '../front-matter/publication-rules.ts';
import { boundProblems, type Problem } from '../problem.ts';
import { cleanLine, cleanText } from '../text/clean.ts';
import { addressOf, parseAddress } from '../text/web-address.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { AUTHOR_FIELDS, EMAIL, fediverseAccount, isInMedia } from './author.ts';
import type { Author } from './site.ts';

/** Authors by the ids that articles give. */
export type People = Readonly<Record<string, Author>>;

/** Content of an authors file. Articles are published whatever is wrong with it: with the id for a name. */
export interface AuthorsFile {
  readonly people: People;
  readonly problems: readonly Problem[];
}

/** Addresses from which those of authors are read. */
interface Bases {
  readonly siteUrl: string;
  readonly feedsUrl: string;
}

/**
 * Reads an authors file: a mapping of ids to `name`, `email`, `url`, `picture` and `fediverse`, or a list of such
 * mappings with an `id` in each. Relative addresses are read from the site's home page, those of pictures in `media/`
 * from `feedsUrl`.
 */
export function parseAuthorsFile(key: string, text: string, siteUrl: string, feedsUrl = siteUrl): AuthorsFile {
  const problems: Problem[] = [];
  const report: Report = ({ line, column }, severity, message) => {
    problems.push({ path: key, line, column, severity, message });
  };
  const { root, problems: syntax } = parseYaml(cleanText(text.replace(/^\uFEFF/, '')));
  for (const problem of syntax)
    report(problem, 'warning', `${problem.message}; until then no author is known by an id`);
  const people = root ? peopleIn(root, { siteUrl, feedsUrl }, report) : [];
  return { people: Object.fromEntries(people), problems: boundProblems(problems) };
}

function peopleIn(root: YamlNode, bases: Bases, report: Report): readonly (readonly [string, Author])[] {
  if (root.kind === 'list')
    return root.items.flatMap(item => {
      const id = item.kind === 'map' ? textOf(item, ['id', 'key', 'slug', 'username']) : undefined;
      return item.kind === 'map' && id !== undefined ? [[id, personIn(item, id, bases, report)] as const] : [];
    });
  if (root.kind === 'map')
    return root.entries.flatMap(({ key, value }) => {
      if (value.kind === 'map') return [[key, personIn(value, key, bases, report)] as const];
      const name = value.kind === 'scalar' && value.value !== null ? cleanLine(value.text) : '';
      return name === '' ? [] : [[key, { name }] as const];
    });
  report(root, 'warning', 'the authors are no mapping of ids; write them as lena: { name: Lê Na }');
  return [];
}

function personIn(map: YamlMap, id: string, { siteUrl, feedsUrl }: Bases, report: Report): Author {
  const email = textOf(map, AUTHOR_FIELDS.email);
  const url = addressIn(map, AUTHOR_FIELDS.url, siteUrl, report);
  const isOwn = isInMedia(textOf(map, AUTHOR_FIELDS.picture) ?? '');
  const picture = addressIn(map, AUTHOR_FIELDS.picture, isOwn ? feedsUrl : siteUrl, report);
  const fediverse = fediverseAccount(textOf(map, AUTHOR_FIELDS.fediverse) ?? '');
  return {
    name: textOf(map, [...AUTHOR_FIELDS.name, 'title']) ?? id,
    ...(email !== undefined && EMAIL.test(email) && { email }),
    ...(url !== undefined && { url }),
    ...(picture !== undefined && { picture }),
    ...(fediverse !== undefined && { fediverse }),
  };
}

function textOf(map: YamlMap, names: readonly string[]): string | undefined {
  return firstOf(map, names)?.text;
}

/** Returns the first of these fields that has text, with the name that it has in the file. */
function firstOf({ entries }: YamlMap, names: readonly string[]): (Text & { readonly key: string }) | undefined {
  for (const name of names) {
    const entry = entries.find(({ key }) => foldFieldName(key) === name);
    const text = entry?.value.kind === 'scalar' && entry.value.value !== null ? cleanLine(entry.value.text) : '';
    if (entry && text !== '') return { text, key: entry.key, line: entry.value.line, column: entry.value.column };
  }
  return undefined;
}

function addressIn(map: YamlMap, names: readonly string[], siteUrl: string, report: Report): string | undefined {
  const given = firstOf(map, names);
  const url = given && parseAddress(given.text, siteUrl);
  if (!url || !/^https?:$/.test(url.protocol) || url.password !== '') return undefined;
  const bareHost = bareHostMessage(given.text, 'the home page');
  if (bareHost !== undefined) report(given, 'warning', `${given.key}: ${bareHost}`);
  return addressOf(url);
}
