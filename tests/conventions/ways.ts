import type { Fields, Files } from './heads.ts';
import { day, isAtMidnight, type Model, minute } from './model.ts';

/** Place of an article: the keys of its source and of its folder, which ends in `/`. */
export interface Place {
  readonly key: string;
  readonly folder: string;
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
export const updated = fieldWays(model => model.updated, minute);
export const from = fieldWays(model => (model.release.kind === 'from' ? model.release.at : model.date), day);
export const until = fieldWays(model => (model.release.kind === 'until' ? model.release.at : model.date), day);
export const slug = fieldWays(model => model.slug, same);
export const former = fieldWays(
  model => `/${model.former}`,
  path => [path],
);
export const image = fieldWays(model => `/media/${model.image}`, same);

/** A picture beside the article, which a bundle may have. */
export const imageBeside =
  (name: string, write: (src: string) => unknown = same): Way =>
  (model, { folder, isBundle }) =>
    isBundle ? { fields: { [name]: write(model.image) }, files: { [folder + model.image]: 'x' } } : undefined;

export const list = <Value>(value: Value): readonly Value[] => [value];
export const zulu = (at: Date): string => at.toISOString();
export const rfc822 = (at: Date): string => at.toUTCString();
export const withZone = (at: Date): string => `${minute(at)}:00 +0000`;
export const withUtc = (at: Date): string => `${minute(at)}:00 UTC`;
export const dayOnly = (at: Date): string | undefined => (isAtMidnight(at) ? day(at) : undefined);
export const monthInWords = (at: Date): string | undefined =>
  isAtMidnight(at) ? at.toUTCString().replace(/^\w+, (\d\d) (\w+) (\d+).*/, '$2 $1 $3') : undefined;

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
    if ((hasDate && !isAtMidnight(model.date)) || (hasCategory && model.category.includes(' '))) return undefined;
    const key = `articles/${pattern}`
      .replace('{name}', model.name)
      .replace('{date}', day(model.date))
      .replace('{category}', model.category);
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    return { key, folder, isBundle: /\/index\.\w+$/.test(key), hasCategory, hasDate };
  };
