/** Fields as every form can write them: text, booleans, and lists of text. */
export type PlainFields = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Writes a source with front matter in one form. */
export type Form = (fields: PlainFields, body: string) => string;

/** Forms of front matter in use. JSON is YAML, and TOML but for its names. */
export const FORMS: Readonly<Record<string, Form>> = {
  YAML: (fields, body) => `---\n${lines(fields, ': ')}---\n${body}`,
  TOML: (fields, body) => `+++\n${lines(fields, ' = ')}+++\n${body}`,
  JSON: (fields, body) => `${JSON.stringify(fields, undefined, 2)}\n\n${body}`,
  'JSON on one line': (fields, body) => `${JSON.stringify(fields)}\n${body}`,
  '---toml': (fields, body) => `---toml\n${lines(fields, ' = ')}---\n${body}`,
  '---json': (fields, body) => `---json\n${JSON.stringify(fields)}\n---\n${body}`,
  '---yaml': (fields, body) => `---yaml\n${lines(fields, ': ')}---\n${body}`,
  ';;;': (fields, body) => `;;;\n${JSON.stringify(fields, undefined, 1).slice(1, -1)}\n;;;\n${body}`,
  'no first line': (fields, body) => `${lines(fields, ': ')}---\n${body}`,
  'header lines': (fields, body) => `${headers(fields, capital)}\n${body}`,
  'header lines in capitals': (fields, body) => `${headers(fields, name => name.toUpperCase())}\n${body}`,
  Nikola: (fields, body) => `${headers(fields, name => `.. ${name}`)}\n${body}`,
  'Nikola in a comment': (fields, body) => `<!--\n${headers(fields, name => `.. ${name}`)}-->\n\n${body}`,
};

function lines(fields: PlainFields, sign: string): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}${sign}${JSON.stringify(value)}\n`)
    .join('');
}

function headers(fields: PlainFields, nameOf: (name: string) => string): string {
  return Object.entries(fields)
    .map(([name, value]) => `${nameOf(name)}: ${typeof value === 'object' ? value.join(', ') : value}\n`)
    .join('');
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
