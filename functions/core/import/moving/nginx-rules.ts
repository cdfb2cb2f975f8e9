import { addTo } from '../../groups.ts';
import type { RedirectRow, Rules, WithoutRule } from './redirect-rows.ts';

const FILE = 'nginx.conf';
const HEAD = `# In the block http { … }. Take the first two lines out where your nginx.conf has them already,
# and raise them if nginx says that it could not build map_hash.
map_hash_max_size 262144;
map_hash_bucket_size 1024;
`;
const FOOT = `# In the block server { … } of the old address:
#   if ($bantin_moved_query) { return 301 $bantin_moved_query; }
#   if ($bantin_moved_page) { return 301 $bantin_moved_page; }
`;
/** Bytes of an address that the buckets above hold, and of one that a line of a configuration does. */
const [MAX_NAME, MAX_TARGET] = [900, 2000];

/** Rules by the name that nginx compares, each with its target. */
type Lines = Map<string, string>;

/**
 * Two maps: nginx has paths decoded and without their query in `$uri`; addresses such as `/?p=123` are known by both.
 * Slashes that follow each other are one there.
 */
export function nginxRules(rows: readonly RedirectRow[]): Rules {
  const without: WithoutRule[] = [];
  const [pages, queries]: [Lines, Lines] = [new Map(), new Map()];
  // What was written down as it is comes before what has another slash at its end.
  const others: (() => void)[] = [];
  for (const { from, to, path, query } of rows) {
    const name = decodedPath(path);
    const target = nginxText(to.replaceAll('$', '%24'));
    const why = name === undefined ? 'its path is no text in UTF-8' : tooLong(`${name}?${query}`, target);
    if (name === undefined || why !== undefined) {
      without.push({ file: FILE, from, why: why ?? '' });
      continue;
    }
    const [lines, own] = query === '' ? [pages, name] : [queries, `${name}?${query}`];
    const known = lines.get(own);
    if (known === undefined) lines.set(own, target);
    else if (known !== target) without.push({ file: FILE, from, why: 'nginx takes it for the address of another' });
    if (query === '') others.push(() => addOther(pages, name, target));
  }
  for (const add of others) add();
  return { text: HEAD + map('$uri', 'bantin_moved_page', pages) + queryMap(queries) + FOOT, without };
}

function queryMap(queries: Lines): string {
  return map('$uri?$args', 'bantin_moved_query', queries);
}

/** Adds a path with or without the slash at its end: readers have written down both. */
function addOther(pages: Lines, path: string, target: string): void {
  if (path === '/' || /\.[a-z0-9]{2,5}$/i.test(path)) return;
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  if (!pages.has(other)) pages.set(other, target);
}

/**
 * Returns a map. nginx compares names without regard to capitals of ASCII, and takes none twice; where names that
 * differ in these alone lead to different pages, they are patterns, which it compares with regard to them.
 */
function map(source: string, name: string, lines: Lines): string {
  const groups = new Map<string, [own: string, target: string][]>();
  for (const line of lines)
    addTo(
      groups,
      line[0].replace(/[A-Z]+/g, letters => letters.toLowerCase()),
      line,
    );
  const rules = [...groups.values()].flatMap(group => {
    const [first] = group;
    if (group.every(([, target]) => target === first?.[1])) return first ? [ruleOf(first[0], first[1])] : [];
    return group.map(([own, target]) => ruleOf(`~^${own.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}$`, target));
  });
  return `map ${source} $${name} {\n    default "";\n${rules.join('')}}\n`;
}

function ruleOf(name: string, target: string): string {
  return `    ${nginxText(name)} ${target};\n`;
}

function tooLong(name: string, target: string): string | undefined {
  const isTooLong = byteLength(name) > MAX_NAME || byteLength(target) > MAX_TARGET;
  return isTooLong ? 'its addresses are too long for a map' : undefined;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Returns the path as nginx has it in `$uri`. */
function decodedPath(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path);
    return /[\u0000-\u001f\u007f]/.test(name) ? undefined : name.replace(/\/{2,}/g, '/');
  } catch {
    return undefined;
  }
}

function nginxText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
