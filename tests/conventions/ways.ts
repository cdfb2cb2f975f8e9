import type { Fields, Files } from './heads.ts';
import { day, isAtMidnight, type Model, minute } from './model.ts';
import { offsetText, shiftedClock } from './zoned-time.ts';

/** Place of an article: the keys of its source and of its folder, which ends in `/`. */
export interface Place {
  readonly key: string;
  readonly folder: string;
  /** Name of its page, unless it has a slug: that of its file, else of its folder. */
  readonly pageName: string;
  /** The folder is the article. */
  readonly isBundle: boolean;
  /** The category is that of the folder. */
  readonly hasCategory: boolean;
  /** The name of the file begins with the date. */
  readonly hasDate: boolean;
}

/** Part of an article, which one way to write a property adds. */
export interface Part {
  readonly fields?: Fields;
  readonly files?: Files;
  /** Text before the body. */
  readonly lead?: string;
  /** The path that the article had before is its address, where the site has a pattern for these. */
  readonly isOwnAddress?: boolean;
}

/** A way to write a property; `undefined` where a publisher can't say it so. */
export type Way = (model: Model, place: Place) => Part | undefined;

export type Property =
  | 'title'
  | 'date'
  | 'updated'
  | 'author'
  | 'category'
  | 'tags'
  | 'summary'
  | 'image'
  | 'slug'
  | 'former'
  | 'held'
  | 'from'
  | 'until';

type Write<Value> = (value: Value, model: Model) => unknown;

/** Ways with one field each, by the names that the field has. */
const fieldWays =
  <Value>(read: (model: Model) => Value, usual: Write<Value>) =>
  (names: string, write: Write<Value> = usual): readonly Way[] =>
    names.split(' ').map(path => model => {
      const value = write(read(model), model);
      return value === undefined ? undefined : { fields: nested(path.split('.'), value) };
    });

function nested([name = '', ...rest]: readonly string[], value: unknown): Fields {
  return { [name]: rest.length > 0 ? nested(rest, value) : value };
}

const same = <Value>(value: Value): Value => value;

export const title = fieldWays(model => model.title, same);
export const summary = fieldWays(model => model.summary, same);
export const author = fieldWays(model => model.author, same);
export const category = fieldWays(model => model.category, same);
export const tags = fieldWays(model => model.tags, same);
export const date = fieldWays(model => model.date, minute);
/** One field, written in several ways. */
export const dates = (name: string, ...writes: readonly Write<Date>[]): readonly Way[] =>
  writes.flatMap(write => date(name, write));
export const updated = fieldWays(model => model.updated, minute);
export const from = fieldWays(model => (model.release.kind === 'from' ? model.release.at : model.date), day);
export const until = fieldWays(model => (model.release.kind === 'until' ? model.release.at : model.date), day);
export const slug = fieldWays(model => model.slug, same);
export const former = fieldWays(
  model => `/${model.former}`,
  path => [path],
);
/** Fields that give the whole address of an article. */
export const ownAddress = (names: string): readonly Way[] =>
  former(names, path => path).map(way => (model, place) => {
    const part = way(model, place);
    return part && { ...part, isOwnAddress: true };
  });
export const image = fieldWays(model => `/media/${model.image}`, same);

/** A picture beside the article, which a bundle may have. */
export const imageBeside =
  (name: string, write: (src: string) => unknown = same): Way =>
  (model, { folder, isBundle }) =>
    isBundle ? { fields: { [name]: write(model.image) }, files: { [folder + model.image]: 'x' } } : undefined;

export const list = <Value>(value: Value): readonly Value[] => [value];
export const zulu = (at: Date): string => at.toISOString();
export const iso = (at: Date, { offset }: Model): string => `${shiftedClock(at, offset)}${offsetText(offset)}`;
export const rfc822 = (at: Date, { offset }: Model): string =>
  new Date(`${shiftedClock(at, offset)}Z`).toUTCString().replace('GMT', offsetText(offset, ''));
export const withZone = (at: Date, { offset }: Model): string =>
  `${shiftedClock(at, offset).replace('T', ' ')} ${offsetText(offset, '')}`;
export const withUtc = (at: Date): string => `${shiftedClock(at, 0).replace('T', ' ')} UTC`;
export const withHours = (at: Date, { offset }: Model): string | undefined =>
  offset % 60 === 0 && offset < 0 ? `${shiftedClock(at, offset).replace('T', ' ')} ${offset / 60}` : undefined;
export const local = (at: Date, model: Model): string => `${minute(at, model).replace(' ', 'T')}:00`;
export const dayOnly = (at: Date, model: Model): string | undefined =>
  isAtMidnight(at, model) ? day(at, model) : undefined;
export const monthInWords = (at: Date, model: Model): string | undefined =>
  isAtMidnight(at, model)
    ? new Date(`${day(at, model)}T00:00Z`).toUTCString().replace(/^\w+, (\d\d) (\w+) (\d+).*/, '$2 $1 $3')
    : undefined;

/** Fields that hold an article back. */
export const held = (...all: readonly Fields[]): readonly Way[] => all.map(fields => () => ({ fields }));

/** A file beside the articles of a folder, or beside this one, that holds it back. */
export const heldBy =
  (keyOf: (place: Place, model: Model) => string, text: string): Way =>
  (model, place) => ({ files: { [keyOf(place, model)]: text } });

export const inFolder: Way = (_, { hasCategory }) => (hasCategory ? {} : undefined);
export const inFileName: Way = (_, { hasDate }) => (hasDate ? {} : undefined);

/** The first paragraph is the summary. */
export const before =
  (mark: string): Way =>
  model => ({ lead: `${model.summary}\n\n${mark}\n\n` });

/** The author by an id, which a file resolves. */
export const byId =
  (key: string, field: string, write: Write<string> = same): Way =>
  model => ({
    fields: { [field]: write('qid', model) },
    files: { [key]: `qid:\n  name: ${model.author}\n  url: https://bao.example/qid\n` },
  });

/** A place, from a pattern: `{name}`, `{date}`, `{category}`; a bundle where the file is called `index`. */
export const place =
  (pattern: string) =>
  (model: Model): Place | undefined => {
    const [hasCategory, hasDate] = [pattern.includes('{category}'), pattern.includes('{date}')];
    if ((hasDate && !isAtMidnight(model.date, model)) || (hasCategory && model.category.includes(' ')))
      return undefined;
    const key = `articles/${pattern}`
      .replace('{name}', model.name)
      .replace('{date}', day(model.date, model))
      .replace('{category}', model.category);
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const isBundle = /\/index\.\w+$/.test(key);
    const file = key.slice(folder.length).replace(/\.\w+$/, '');
    const pageName = isBundle ? model.name : file;
    return { key, folder, pageName, isBundle, hasCategory, hasDate };
  };
