import MarkdownIt from 'markdown-it';
import { addTo } from '../../groups.ts';
import { parseFeedDate } from '../feed-date.ts';
import type { ImportedFeed, ImportedItem, UnreadableItem } from '../imported-feed.ts';
import { LeftOut, type Leftover } from '../left-out.ts';
import { leftOutBecause, type Patience } from '../patience.ts';
import { withoutAbsent } from './rss.ts';
import { paragraphsOf } from './wordpress/autop.ts';

/** By what a text is known to be an export in the import format of Movable Type (TypePad, Hatena, Ameba …). */
export const MOVABLE_TYPE = /^(?:AUTHOR|TITLE|BASENAME|STATUS|DATE|CATEGORY|PRIMARY CATEGORY|CONVERT BREAKS): ?/;

/** An entry: lines of metadata, then texts behind their names. */
interface Entry {
  readonly line: number;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Lines among them that are no field. */
  readonly others: readonly string[];
  readonly texts: readonly (readonly [string, string])[];
}

/** An export in the import format of Movable Type. Its dates are in the zone of its site. */
export function readMovableType(text: string, patience: Patience): ImportedFeed {
  const left = new LeftOut();
  const items: ImportedItem[] = [];
  const unreadable: UnreadableItem[] = [];
  const entries = patience.whole(() => entriesOf(text));
  const read = (entry: Entry) => ({ item: itemOf(entry), leftovers: leftoversOf(entry) });
  for (const [at, attempt] of patience.each(entries, read).entries()) {
    if ('result' in attempt) {
      items.push(attempt.result.item);
      for (const leftover of attempt.result.leftovers) left.add(leftover);
    } else unreadable.push({ line: entries[at]?.line ?? 1, reason: leftOutBecause(attempt.error) });
  }
  return {
    format: 'Movable Type export',
    authors: [],
    categories: [],
    items,
    ...(unreadable.length > 0 && { unreadable }),
    media: [],
    left: left.kinds,
  };
}

const [BETWEEN_ENTRIES, BETWEEN_TEXTS] = ['--------', '-----'];

function entriesOf(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let begun = 1;
  let sections: string[][] = [[]];
  const end = (line: number): void => {
    const entry = entryOf(sections, begun);
    if (entry) entries.push(entry);
    sections = [[]];
    begun = line + 1;
  };
  const lines = text.split(/\r\n|[\n\r]/);
  for (const [at, line] of lines.entries()) {
    const mark = line.trimEnd();
    if (mark === BETWEEN_ENTRIES) end(at + 1);
    else if (mark === BETWEEN_TEXTS) sections.push([]);
    else sections.at(-1)?.push(line);
  }
  end(lines.length);
  return entries;
}

function entryOf([head = [], ...sections]: readonly (readonly string[])[], line: number): Entry | undefined {
  const fields = new Map<string, string[]>();
  const others: string[] = [];
  for (const one of head) {
    const [, name = '', value = ''] = /^([A-Z][A-Z ]*):[ \t]?(.*)$/.exec(one) ?? [];
    if (name === '' && one.trim() !== '') others.push(one.trim());
    if (name !== '' && value.trim() !== '') addTo(fields, name, value.trim());
  }
  const texts: (readonly [string, string])[] = [];
  for (const [first = '', ...rest] of sections) {
    const [, name, value = ''] = /^([A-Z][A-Z ]*):[ \t]?(.*)$/.exec(first) ?? [];
    const [above, text = ''] = texts.at(-1) ?? [];
    if (name !== undefined) texts.push([name, [value, ...rest].join('\n').trim()]);
    // A line of hyphens stood in the text above.
    else if (above !== undefined && [first, ...rest].some(line => line.trim() !== ''))
      texts[texts.length - 1] = [above, `${text}\n\n${BETWEEN_TEXTS}\n\n${[first, ...rest].join('\n').trim()}`];
  }
  return fields.size + others.length + texts.length === 0 ? undefined : { line, fields, others, texts };
}

function itemOf({ line, fields, texts }: Entry): ImportedItem {
  const [status = 'publish'] = fields.get('STATUS') ?? [];
  const [breaks = '1'] = fields.get('CONVERT BREAKS') ?? [];
  const htmlOf = FORMATS.get(breaks) ?? paragraphsOf;
  const [dateText] = fields.get('DATE') ?? [];
  const [slug] = fields.get('BASENAME') ?? [];
  const text = (name: string): string => texts.find(([key]) => key === name)?.[1] ?? '';
  const body = [text('BODY'), text('EXTENDED BODY')].filter(part => part !== '').join('\n\n');
  const names = [...(fields.get('PRIMARY CATEGORY') ?? []), ...(fields.get('CATEGORY') ?? [])];
  const [author, link, src] = ['AUTHOR', 'UNIQUE URL', 'IMAGE'].map(name => fields.get(name)?.[0]);
  return withoutAbsent({
    line,
    link,
    title: fields.get('TITLE')?.[0] ?? '',
    published: dateOf(dateText),
    isLocal: true,
    dateText,
    authors: author === undefined ? [] : [{ name: author }],
    topics: [...new Set(names)].map(name => ({ name })),
    tags: (fields.get('TAGS') ?? []).flatMap(tags => tags.split(',').map(tag => tag.trim().replace(/^"|"$/g, ''))),
    sorted: true,
    summary: text('EXCERPT').replace(/\s+/g, ' ') || undefined,
    image: src === undefined ? undefined : { src },
    html: htmlOf(body),
    held: /^publish$/i.test(status) ? undefined : /^draft$/i.test(status) ? 'a draft' : `of status ${status}`,
    slug,
  });
}

const asItIs = (text: string): string => text;
const ofMarkdown = (text: string): string => new MarkdownIt({ html: true }).render(text);

/** Formats of a text, by what stands in `CONVERT BREAKS`. Line ends make paragraphs in those that are not known. */
const FORMATS: ReadonlyMap<string, (text: string) => string> = new Map([
  ...['0', 'none', 'richtext', 'wysiwyg'].map(name => [name, asItIs] as const),
  ...['markdown', 'markdown_with_smartypants'].map(name => [name, ofMarkdown] as const),
  ...['1', '__default__', 'convert_breaks', 'filtered'].map(name => [name, paragraphsOf] as const),
]);

/** `12/07/2018 08:30:00 PM`: the month comes first, always. */
function dateOf(text: string | undefined): number | undefined {
  const [, month, day, rest] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}.*)$/.exec(text ?? '') ?? [];
  const [, year, time = ''] = /^(\d{4})(.*)$/.exec(rest ?? '') ?? [];
  return parseFeedDate(year === undefined ? text : `${year}-${month}-${day}${time}`);
}

const READ: ReadonlySet<string> = new Set(['BODY', 'EXTENDED BODY', 'EXCERPT']);
/** Fields that are read, or say what becomes of comments. */
const FIELDS: ReadonlySet<string> = new Set(
  ['AUTHOR', 'TITLE', 'BASENAME', 'STATUS', 'DATE', 'CATEGORY', 'PRIMARY CATEGORY', 'CONVERT BREAKS', 'TAGS'].concat([
    'UNIQUE URL',
    'IMAGE',
    'ALLOW COMMENTS',
    'ALLOW PINGS',
  ]),
);

function leftoversOf({ line, fields, others, texts }: Entry): readonly Leftover[] {
  const [breaks = '1'] = fields.get('CONVERT BREAKS') ?? [];
  const found = [
    ...(FORMATS.has(breaks) ? [] : [['CONVERT BREAKS', breaks] as const]),
    ...[...fields].filter(([name]) => !FIELDS.has(name)).map(([name, values]) => [name, values.join(', ')] as const),
    ...others.map(one => ['line that is no field', one] as const),
    ...texts.filter(([name, text]) => !READ.has(name) && text !== ''),
  ];
  return found.map(([name, example]) => ({ kind: `Movable Type ${name}`, example, line }));
}
