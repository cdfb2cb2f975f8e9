/** Fields as a publisher has them; a map is a table of TOML, or a field within one. */
export type Fields = Readonly<Record<string, unknown>>;

/** Files of an article, by key. */
export type Files = Readonly<Record<string, string>>;

/** Writes a source, and what lies beside it, from fields and text. */
export type Head = (key: string, fields: Fields, text: string) => Files;

const withText =
  (write: (fields: Fields) => string): Head =>
  (key, fields, text) => ({ [key]: write(fields) + text });

const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Every value is written as in JSON, which YAML and TOML read, too. */
function pairs(fields: Fields, sign: string): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}${sign}${JSON.stringify(value)}\n`)
    .join('');
}

/** Lists and maps on lines of their own, and texts without quotes, as people write it. */
function block(fields: Fields, indent = ''): string {
  return Object.entries(fields)
    .map(([key, value]) => {
      if (Array.isArray(value)) return `${indent}${key}:\n${value.map(item => blockItem(item, indent)).join('')}`;
      return isMap(value) ? `${indent}${key}:\n${block(value, `${indent}  `)}` : `${indent}${key}: ${value}\n`;
    })
    .join('');
}

function blockItem(item: unknown, indent: string): string {
  if (!isMap(item)) return `${indent}  - ${item}\n`;
  return `${indent}  - ${block(item, `${indent}    `).trimStart()}`;
}

function tables(fields: Fields): string {
  const entries = Object.entries(fields);
  const plain = Object.fromEntries(entries.filter(([, value]) => !isMap(value)));
  const groups = entries.map(([key, value]) => (isMap(value) ? `[${key}]\n${pairs(value, ' = ')}` : ''));
  return pairsOfToml(plain) + groups.join('');
}

function pairsOfToml(fields: Fields): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key} = ${tomlOf(value)}\n`)
    .join('');
}

function tomlOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlOf).join(', ')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key} = ${tomlOf(item)}`)
    .join(', ')} }`;
}

const lines = (fields: Fields, before = '', after = ''): string =>
  Object.entries(fields)
    .map(([key, value]) => `${before}${key}: ${Array.isArray(value) ? value.join(', ') : value}${after}\n`)
    .join('');

const capital = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]));

/** Forms of front matter, by the names that people have for them. */
export const HEADS = {
  yaml: withText(fields => `---\n${pairs(fields, ': ')}---\n`),
  'yaml in blocks': withText(fields => `---\n${block(fields)}---\n\n`),
  'yaml without its first line': withText(fields => `${block(fields)}---\n`),
  toml: withText(fields => `+++\n${tables(fields)}+++\n`),
  json: withText(fields => `${JSON.stringify(fields, undefined, 2)}\n\n`),
  '---toml': withText(fields => `---toml\n${tables(fields)}---\n`),
  '---json': withText(fields => `---json\n${JSON.stringify(fields, undefined, 2)}\n---\n`),
  ';;;': withText(fields => `${JSON.stringify(fields, undefined, 2).slice(2, -2)}\n;;;\n`),
  'header lines': withText(fields => `${lines(capital(fields))}\n`),
  'header lines in lower case': withText(fields => `${lines(fields)}\n`),
  'header lines, two spaces at the end': withText(fields => `${lines(capital(fields), '', '  ')}\n`),
  '.. lines': withText(fields => `${lines(fields, '.. ')}\n`),
  '.. lines in a comment': withText(fields => `<!--\n${lines(fields, '.. ')}-->\n\n`),
  '.meta': (key, fields, text) => ({ [key.replace(/\.\w+$/, '.meta')]: lines(fields, '.. '), [key]: text }),
} as const satisfies Readonly<Record<string, Head>>;

export type HeadName = keyof typeof HEADS;
