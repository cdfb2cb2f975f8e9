import { CODES } from './codes.ts';
import { type Files, HEADS } from './heads.ts';
import { isAtMidnight, type Model } from './model.ts';
import type { Publisher } from './publishers.ts';
import type { TextKind } from './texts.ts';
import type { Part, Place, Property } from './ways.ts';

/** Picks one of several for a dimension: a publisher's head, place, property or text. */
export type Choose = <Item>(dimension: string, items: readonly Item[]) => Item | undefined;

/** An article as a publisher writes it. */
export interface Written {
  readonly key: string;
  readonly place: Place;
  readonly files: Files;
  /** The article, without what this publisher can't say. */
  readonly model: Model;
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
  /** Texts that code has to show, to the character. */
  readonly codes: readonly string[];
  /** The path that it had before is its address, where the site has a pattern for these. */
  readonly isOwnAddress: boolean;
}

/** Writes an article as a publisher may; `undefined` where it has no way to. */
export function writeArticle(publisher: Publisher, given: Model, choose: Choose): Written | undefined {
  const model = asItCan(given, publisher);
  const place = choose('place', applicable(publisher.places.map(at => at(model))));
  const head = choose('head', publisher.heads);
  if (!place || !head) return undefined;
  const parts = propertiesOf(model).flatMap((property): readonly Part[] => {
    const ways = applicable((publisher.properties[property] ?? []).map(way => way(model, place)));
    return [choose(property, ways) ?? {}];
  });
  const { body, ...words } = bodyOf(publisher.texts, choose);
  const lead = parts.map(part => part.lead ?? '').join('');
  const files = {
    ...Object.assign({}, ...parts.map(part => part.files ?? {})),
    ...HEADS[head](place.key, merged(parts), `${lead}${body}`),
  };
  const isOwnAddress = parts.some(part => part.isOwnAddress === true);
  return { key: place.key, place, files: withoutDots(files), model, isOwnAddress, ...words };
}

function applicable<Item>(items: readonly (Item | undefined)[]): readonly Item[] {
  return items.filter((item): item is Item => item !== undefined);
}

/** Properties in the order in which they are written: what holds an article back may replace its tags. */
function propertiesOf(model: Model): readonly Property[] {
  const always: readonly Property[] = ['title', 'date', 'author', 'category', 'tags', 'summary', 'image'];
  return [
    ...always,
    ...(model.updated > model.date ? (['updated'] as const) : []),
    ...(model.slug === undefined ? [] : (['slug'] as const)),
    ...(model.former === '' ? [] : (['former'] as const)),
    ...(model.release.kind === 'public' ? [] : [model.release.kind]),
  ];
}

/** An article that this publisher can write. */
function asItCan(model: Model, { properties }: Publisher): Model {
  const { release, date } = model;
  const canTell = release.kind === 'public' || properties[release.kind] !== undefined;
  return {
    ...model,
    slug: properties.slug ? model.slug : undefined,
    former: properties.former ? model.former : '',
    release: canTell ? release : { kind: 'held' },
    updated: isAtMidnight(date, model) && properties.updated === undefined ? date : model.updated,
  };
}

/** Fields of all parts; those of one group are together. */
function merged(parts: readonly Part[]): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap(({ fields }) => Object.entries(fields ?? {}))) {
    const before = all[key];
    const areGroups = [before, value].every(one => typeof one === 'object' && one !== null && !Array.isArray(one));
    all[key] = areGroups ? { ...(before as object), ...(value as object) } : value;
  }
  return all;
}

const MAX_TEXTS = 5;

/** The texts of an article, the last of which is code with what means something elsewhere. */
function bodyOf(kinds: readonly TextKind[], choose: Choose) {
  const texts = Array.from({ length: MAX_TEXTS }, (_, at) => {
    const word = `Zw${at}w`;
    const kind = at < MAX_TEXTS - 1 ? choose(`text ${at}`, kinds) : choose('code', CODES);
    return { word, isHidden: kind?.hidden === true, text: kind?.write(word) ?? '', code: kind?.code?.(word) };
  });
  const wordsOf = (isHidden: boolean) => texts.filter(text => text.isHidden === isHidden).map(({ word }) => word);
  return {
    body: `${texts.map(({ text }) => text).join('\n\n')}\n`,
    shown: wordsOf(false),
    hidden: wordsOf(true),
    codes: texts.flatMap(({ code }) => code ?? []),
  };
}

/** Keys without `..`. */
function withoutDots(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([key, text]) => [key.replace(/[^/]+\/\.\.\//, ''), text]));
}
