import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { EdgeHeaders, EdgeRequest, EdgeResponse } from '../../functions/preview/edge.ts';

export const FUNCTIONS = ['viewer-request', 'viewer-response'] as const;
export type EdgeFunction = (typeof FUNCTIONS)[number];

export function codeOf(name: EdgeFunction): string {
  return readFileSync(new URL(`../../functions/edge/${name}.js`, import.meta.url), 'utf8');
}

/** Built-in objects of ECMAScript 5.1 (section 15), all of which runtime 2.0 has. Newer ones are not needed. */
const BUILT_INS: Readonly<Record<string, { readonly own?: string; readonly prototype?: string }>> = {
  Object: {
    own:
      'getPrototypeOf getOwnPropertyDescriptor getOwnPropertyNames create defineProperty defineProperties ' +
      'seal freeze preventExtensions isSealed isFrozen isExtensible keys',
    prototype: 'toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable',
  },
  Array: {
    own: 'isArray',
    prototype:
      'toString toLocaleString concat join pop push reverse shift slice sort splice unshift indexOf ' +
      'lastIndexOf every some forEach map filter reduce reduceRight',
  },
  String: {
    own: 'fromCharCode',
    prototype:
      'toString valueOf charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace search ' +
      'slice split substring toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase trim',
  },
  RegExp: { prototype: 'exec test toString source global ignoreCase multiline flags' },
  Number: {
    own: 'MAX_VALUE MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY',
    prototype: 'toString toLocaleString valueOf toFixed toExponential toPrecision',
  },
  Function: { prototype: 'toString apply call bind' },
  Math: {
    own:
      'E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow ' +
      'random round sin sqrt tan',
  },
};
const OTHERS =
  'Boolean Error EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Date NaN Infinity ' +
  'undefined parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent';

/** A context that has these and nothing else. */
export function createRuntime(): object {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const scope: Record<string, unknown> = runInContext('globalThis', context);
  for (const [name, { own = '', prototype = '' }] of Object.entries(BUILT_INS)) {
    const object = scope[name] as Record<string, unknown>;
    keep(object, `${own} name length prototype`);
    if (prototype !== '') keep(object.prototype as Record<string, unknown>, `${prototype} constructor length name`);
  }
  keep(scope, `${Object.keys(BUILT_INS).join(' ')} ${OTHERS}`);
  return context;
}

/** Constants can't be taken away, and do no harm. */
function keep(object: Record<string, unknown>, names: string): void {
  const kept = new Set(names.split(' '));
  for (const name of Object.getOwnPropertyNames(object)) if (!kept.has(name)) Reflect.deleteProperty(object, name);
}

function load(name: EdgeFunction): (event: unknown) => unknown {
  const handler: unknown = runInContext(`'use strict';${codeOf(name)}\nhandler;`, createRuntime());
  if (typeof handler !== 'function') throw new Error(`${name}: there is no function called handler`);
  return event => handler(event);
}

const onRequest = load('viewer-request');
const onResponse = load('viewer-response');

export type Headers = Readonly<Record<string, string>>;

export interface Asked {
  readonly method?: string;
  readonly headers?: Headers | EdgeHeaders;
  readonly querystring?: EdgeRequest['querystring'];
}

/** Runs the viewer-request function on a request. */
export function ask(
  uri: string,
  { method = 'GET', headers = {}, querystring = {} }: Asked = {},
): EdgeRequest | EdgeResponse {
  const request = { method, uri, querystring, headers: headersOf(headers), cookies: {} };
  return onRequest(event('viewer-request', { request })) as EdgeRequest | EdgeResponse;
}

/** Runs the viewer-response function on a response, and returns the values of its headers. */
export function answer(
  statusCode: number,
  headers: Headers,
  uri = '/rss.xml',
): { readonly statusCode: number; readonly headers: Headers } {
  const request = { method: 'GET', uri, querystring: {}, headers: {}, cookies: {} };
  const response = { statusCode, statusDescription: '', headers: headersOf(headers), cookies: {} };
  const changed = onResponse(event('viewer-response', { request, response })) as EdgeResponse;
  return { statusCode: changed.statusCode, headers: valuesOf(changed.headers) };
}

export function valuesOf(headers: EdgeHeaders): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]));
}

function headersOf(headers: Headers | EdgeHeaders): EdgeHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [name, typeof header === 'string' ? { value: header } : header]),
  );
}

/** The event as CloudFront documents it. */
function event(eventType: string, more: object): object {
  const context = { distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'EDFDVBD6', eventType };
  return { version: '1.0', context, viewer: { ip: '198.51.100.1' }, ...more };
}
