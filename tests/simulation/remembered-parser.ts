import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import type { Article } from '../../functions/core/article/article.ts';
import type { Site } from '../../functions/core/site/site.ts';
import { PARSER, type Parser } from '../../functions/guard/parser.ts';

/** Number of results beyond which all are forgotten. */
const MAX_REMEMBERED = 20_000;
/** One of so many results that are known is made once more, and has to be the same. */
const MADE_AGAIN = 50;

const results = new Map<string, unknown>();
const digests = new WeakMap<object, string>();
let known = 0;

/**
 * The parser, which reads and renders the same input only once: a source is the same in nearly all runs and builds of a
 * simulation, and parsing it takes longest. Results are frozen, since many share them.
 */
export const parser: Parser = {
  createReader(site) {
    const read = PARSER.createReader(site);
    return source => once(['read', digestOf(site), source], () => read(source));
  },
  render: (source, article, context) =>
    once(['render', source, digestOf(article), { ...context, site: digestOf(context.site) }], () =>
      PARSER.render(source, article, context),
    ),
};

/** Returns the result of work that depends on its input alone. */
function once<Result>(input: readonly unknown[], work: () => Result): Result {
  const name = digest(input);
  if (results.has(name)) {
    const result = results.get(name) as Result;
    known += 1;
    if (known % MADE_AGAIN === 0 && !isDeepStrictEqual(work(), result))
      throw new Error(`the parser has another result for the same input: ${String(input[0])}`);
    return result;
  }
  const result = freeze(work());
  if (results.size >= MAX_REMEMBERED) results.clear();
  results.set(name, result);
  return result;
}

/** Returns the digest of what nobody changes: of a site, and of an article that was read. */
function digestOf(value: Site | Article): string {
  const found = digests.get(value) ?? digest(value);
  digests.set(value, found);
  return found;
}

function digest(value: unknown): string {
  return createHash('sha1').update(serialize(value)).digest('base64');
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
