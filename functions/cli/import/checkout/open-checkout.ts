import { statSync } from 'node:fs';
import { dataScope, type Hold } from '../../../core/data-files/held-below.ts';
import { eleventyInput, eleventyPattern, isOneAddress } from '../../../core/import/folders/eleventy-address.ts';
import { type Publisher, publisherOf, scriptsNamed } from '../../../core/import/folders/publishers.ts';
import { joinFacts, type SiteFacts, siteFacts } from '../../../core/import/folders/site-facts.ts';
import type { Problem } from '../../../core/problem.ts';
import { type FileSet, openFolder, openZip } from '../file-set.ts';
import { withFieldsAbove } from './fields-files.ts';
import { ELEVENTY_TEXT, readHolds } from './held-back.ts';
import { type MountedFiles, mountedFiles } from './mounted-files.ts';

/** A folder of files that another publisher makes a site from. */
export interface OpenedCheckout extends Pick<MountedFiles, 'nameOf' | 'searched' | 'left'> {
  readonly source: string;
  readonly files: FileSet;
  readonly publisher: Publisher;
  readonly facts: SiteFacts;
  /** Problems of its configuration. */
  readonly problems: readonly Problem[];
  /** Holds that its files declare on others. */
  readonly holds: readonly Hold[];
}

/** Maximum size of a configuration, in bytes. Actual ones have a few kilobytes. */
const MAX_CONFIG = 1024 * 1024;

/** Opens a folder, or a zip of one, that another publisher makes a site from; `undefined` where it is none. */
export async function openCheckout(source: string): Promise<OpenedCheckout | undefined> {
  const stats = /^[a-z][a-z0-9+.-]+:\/\//i.test(source) ? undefined : statSync(source, { throwIfNoEntry: false });
  const isZip = stats?.isFile() && /\.zip$/i.test(source);
  if (!stats?.isDirectory() && !isZip) return undefined;
  const files = withoutOnlyFolder(isZip ? await openZip(source) : openFolder(source));
  const names = new Set(files.names);
  const read = async (name: string): Promise<string> => {
    const bytes = names.has(name) || files.hidden.has(name) ? await files.read(name) : undefined;
    return bytes && bytes.length <= MAX_CONFIG ? bytes.toString('utf8') : '';
  };
  const packages = packagesIn(await read('package.json'));
  const publisher = publisherOf({
    names: new Set([...names, ...files.hidden]),
    packages,
    configToml: await read('config.toml'),
    configYaml: (await Promise.all(['config.yaml', 'config.yml', 'config.json'].map(read))).join('\n'),
  });
  if (!publisher) {
    files.close();
    return undefined;
  }
  return withFacts(source, files, publisher, read);
}

async function withFacts(
  source: string,
  files: FileSet,
  publisher: Publisher,
  read: (name: string) => Promise<string>,
): Promise<OpenedCheckout> {
  const names = new Set(files.names);
  const facts: SiteFacts[] = [];
  const parts = [...names, ...files.hidden].filter(name => publisher.configParts?.test(name));
  const config = [...publisher.config.filter(one => names.has(one)), ...parts];
  for (const name of config) facts.push(siteFacts(name, await read(name)));
  const mounting = config[facts.findIndex(({ mounts }) => mounts)] ?? '';
  if (publisher.name === 'Eleventy') facts.push({ eleventy: await eleventyFacts(files, read) });
  const ignores = [];
  for (const name of publisher.ignores ?? [])
    if (files.hidden.has(name)) ignores.push((await files.read(name)).toString());
  const { holdsOf, problems, ...mounted } = mountedFiles(files, publisher, { ignores, ...joinFacts(facts) });
  const ofFolders = (await readHolds(files, publisher)).map(({ covers, ...one }) => ({
    ...one,
    covers: (name: string) => covers(mounted.nameOf(name)),
  }));
  const ofPlaces = publisher.name === 'Hugo' ? holdsOf(await readHolds(mounted.files, publisher)) : [];
  return {
    ...mounted,
    source,
    files: withFieldsAbove(mounted.files, publisher),
    publisher,
    holds: [...ofFolders, ...ofPlaces],
    problems: problems.map(problem => ({ ...problem, path: `${source}/${mounting}` })),
  };
}

async function eleventyFacts(
  files: FileSet,
  read: (name: string) => Promise<string>,
): Promise<NonNullable<SiteFacts['eleventy']>> {
  let input: string | undefined;
  const patterns: (readonly [string, string])[] = [];
  for (const name of [...scriptsNamed('eleventy.config'), '.eleventy.js']) {
    const program = await read(name);
    input ??= eleventyInput(program);
    // Data for all texts, which it makes.
    if (/["'`]permalink["'`]/.test(program)) patterns.push(['', '']);
  }
  for (const name of files.names) {
    const found = dataScope(name) || /_data\//.test(name) ? eleventyPattern(name, await read(name)) : undefined;
    if (!found) continue;
    const [folder, pattern] = found;
    // No site has several texts at one address, so a program says more than could be read.
    const isUnread = isOneAddress(pattern) && files.names.filter(one => isTextBelow(one, folder)).length > 1;
    patterns.push([folder, isUnread ? '' : pattern]);
  }
  return { input: input ?? '', patterns: Object.fromEntries(patterns) };
}

function isTextBelow(name: string, folder: string): boolean {
  return name.startsWith(folder) && ELEVENTY_TEXT.test(name);
}

/** Removes the only folder of a zip of a repository, which contains everything. */
function withoutOnlyFolder(files: FileSet): FileSet {
  const [first = ''] = files.names;
  const folder = first.slice(0, first.indexOf('/') + 1);
  if (folder === '' || !files.names.every(name => name.startsWith(folder))) return files;
  const names = files.names.map(name => name.slice(folder.length));
  const isCheckout = names.some(name =>
    /^(?:[^/]*config[^/]*|hugo\.[a-z]+|config\/_default\/.*|Gemfile|conf\.py|package\.json|pelicanconf\.py)$/.test(
      name,
    ),
  );
  const hidden = new Set([...files.hidden].map(name => name.slice(folder.length)));
  return isCheckout ? { names, hidden, read: name => files.read(folder + name), close: () => files.close() } : files;
}

function packagesIn(text: string): ReadonlySet<string> {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    const { dependencies, devDependencies } = value as Readonly<Record<string, unknown>>;
    return new Set(
      [dependencies, devDependencies].flatMap(one => (typeof one === 'object' && one ? Object.keys(one) : [])),
    );
  } catch {
    return new Set();
  }
}
