import { type Report, readText, readTexts, type Text, webUrlOf } from '../fields/fields.ts';
import { suggest } from '../fields/suggest.ts';
import { refuseUnknown, reportUnknown } from '../fields/unknown-fields.ts';
import type { YamlMap, YamlNode } from '../yaml/node.ts';
import { LICENSE_NAMES, licenseAt, licenseNamed, wholeLicenseName } from './known-licenses.ts';
import {
  ALL_RIGHTS_RESERVED,
  type License,
  MAX_LICENSE_URL,
  type Payment,
  type TermKind,
  type Terms,
  type TermValues,
} from './license.ts';

/** Vocabularies of RSL 1.0 (section 3.4.1). No value is in two of them, so a value tells its kind. */
const VOCABULARY: Readonly<Record<string, TermKind>> = {
  ...Object.fromEntries(['all', 'ai-all', 'ai-train', 'ai-input', 'ai-index', 'search'].map(use => [use, 'usage'])),
  ...Object.fromEntries(
    ['commercial', 'non-commercial', 'education', 'government', 'personal'].map(user => [user, 'user']),
  ),
};
const PAYMENTS = 'purchase subscription training crawl use contribution attribution free'.split(' ');
const TERMS = ['permits', 'prohibits', 'payment', 'server', 'copyright', 'terms'];
const PAYMENT = ['type', 'standard', 'custom', 'amount', 'currency'];
/** Words for a text of which all rights are reserved. */
const RESERVING = /^(?:copyright|\(c\)|©|proprietary|all rights|reserved|tous droits|bản quyền)/i;
/** Values of one list: more of them is a mistake, or malice. */
const MAX_VALUES = 50;

/**
 * The field `license`: a name such as `CC-BY-4.0`, an address, or a mapping `rsl` of terms. `undefined` where it is
 * none of them, which is reported.
 * @param ownAddress Address of the terms where `rsl` names none. Without it, `rsl` needs one.
 */
export function licenseOf(node: YamlNode, field: string, report: Report, ownAddress?: string): License | undefined {
  if (node.kind === 'map') return licenseOfTerms(node, field, report, ownAddress);
  const text = readText(node, field, report);
  if (!text) return undefined;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text.text)) {
    const url = addressIn(node, field, report);
    return url === undefined ? undefined : licenseAt(url);
  }
  const license = licenseNamed(text.text);
  if (license) return license;
  const near = RESERVING.test(text.text)
    ? ALL_RIGHTS_RESERVED.name
    : (wholeLicenseName(text.text) ?? suggest(text.text, LICENSE_NAMES));
  const remedy = near === undefined ? `write a name such as CC-BY-4.0, or the address of the licence` : `write ${near}`;
  report(text, 'error', `${field}: "${text.text}" is no licence that is known by name; ${remedy}`);
  return undefined;
}

/**
 * Returns the licence that an article declares, if any. One that can't be read grants nothing, since that of the site
 * might grant what this one holds back.
 */
export function declaredLicense(node: YamlNode | undefined, report: Report): { readonly license?: License } {
  if (!node || (node.kind === 'scalar' && node.value === null)) return {};
  return { license: licenseOf(node, 'license', report) ?? ALL_RIGHTS_RESERVED };
}

function licenseOfTerms(map: YamlMap, field: string, report: Report, ownAddress?: string): License | undefined {
  reportUnknown(map.entries, ['rsl'], report);
  const rsl = fieldOf(map, 'rsl');
  if (rsl?.kind !== 'map') {
    report(rsl ?? map, 'error', `${field}: expected terms in rsl:, such as rsl: { prohibits: [ai-train] }`);
    return undefined;
  }
  const faults = { any: false };
  const reportFault: Report = (at, severity, ...problem) => {
    faults.any ||= severity === 'error';
    report(at, severity, ...problem);
  };
  const terms = termsIn(rsl, `${field}.rsl`, reportFault);
  const told = fieldOf(rsl, 'terms');
  const url = told ? addressIn(told, `${field}.rsl.terms`, reportFault) : ownAddress;
  if (url === undefined && !told)
    reportFault(rsl, 'error', `${field}.rsl: has no address where people can read the terms; add terms:`);
  // Terms of which a part can't be read might grant what that part holds back.
  return url === undefined || faults.any ? undefined : { url, terms };
}

function termsIn(map: YamlMap, field: string, report: Report): Terms {
  // What is misspelled would hold nothing back.
  refuseUnknown(map.entries, TERMS, report);
  const read = <Value>(name: string, parse: (node: YamlNode, field: string, report: Report) => Value | undefined) => {
    const node = fieldOf(map, name);
    return node && parse(node, `${field}.${name}`, report);
  };
  const [permits, prohibits] = [read('permits', valuesOf), read('prohibits', valuesOf)];
  const payment = read('payment', paymentOf);
  const server = read('server', addressIn);
  const copyright = read('copyright', readText)?.text;
  const says = TERMS.slice(0, 3);
  // One that is misspelled is reported as that.
  const isEmpty = !map.entries.some(({ key }) => says.includes(key) || says.includes(suggest(key, TERMS) ?? ''));
  if (isEmpty) report(map, 'error', `${field}: says nothing; add permits:, prohibits: or payment:`);
  return {
    ...(permits && { permits }),
    ...(prohibits && { prohibits }),
    ...(payment && { payment }),
    ...(server !== undefined && { server }),
    ...(copyright !== undefined && { copyright }),
  };
}

/** Reads uses, users and countries, which are told apart by their values. */
function valuesOf(node: YamlNode, field: string, report: Report): TermValues | undefined {
  const values: Record<TermKind, string[]> = { usage: [], user: [], geo: [] };
  const texts = readTexts(node, field, report);
  if (texts.length > MAX_VALUES)
    report(node, 'error', `${field}: has ${texts.length} values, at most ${MAX_VALUES} are read; take some out`);
  for (const text of texts.slice(0, MAX_VALUES)) {
    const kind = kindOf(text, field, report);
    if (kind && !values[kind].includes(text.text)) values[kind].push(text.text);
  }
  const some = Object.entries(values).filter(([, found]) => found.length > 0);
  return some.length > 0 ? Object.fromEntries(some) : undefined;
}

function kindOf(text: Text, field: string, report: Report): TermKind | undefined {
  const kind = Object.hasOwn(VOCABULARY, text.text) ? VOCABULARY[text.text] : undefined;
  if (kind) return kind;
  if (/^[A-Z]{2}$/.test(text.text)) return 'geo';
  const near = suggest(text.text, Object.keys(VOCABULARY));
  const remedy = near === undefined ? 'write uses such as ai-train, users or countries' : `write ${near}`;
  report(text, 'error', `${field}: "${text.text}" is no use, user or country of RSL; ${remedy}`);
  return undefined;
}

function paymentOf(node: YamlNode, field: string, report: Report): Payment | undefined {
  if (node.kind !== 'map') {
    const type = paymentType(node, field, report);
    return type === undefined ? undefined : { type };
  }
  reportUnknown(node.entries, PAYMENT, report);
  const [type, amount, currency] = ['type', 'amount', 'currency'].map(name => fieldOf(node, name));
  const kind = type && paymentType(type, `${field}.type`, report);
  if (!type) report(node, 'error', `${field}: has no type; add type:, such as ${PAYMENTS.join(', ')}`);
  if (kind === undefined) return undefined;
  const addresses = ['standard', 'custom'].flatMap(name => {
    const found = fieldOf(node, name);
    const url = found && addressIn(found, `${field}.${name}`, report);
    return url === undefined ? [] : [[name, url]];
  });
  const price = amount && currency ? priceOf(amount, currency, field, report) : undefined;
  if (Boolean(amount) !== Boolean(currency))
    report(node, 'error', `${field}: amount and currency go together; add the other, such as currency: VND`);
  return { type: kind, ...Object.fromEntries(addresses), ...price };
}

function paymentType(node: YamlNode, field: string, report: Report): string | undefined {
  const type = readText(node, field, report);
  if (!type || PAYMENTS.includes(type.text)) return type?.text;
  report(type, 'error', `${field}: expected one of ${PAYMENTS.join(', ')}, found "${type.text}"`);
  return undefined;
}

function priceOf(amount: YamlNode, currency: YamlNode, field: string, report: Report) {
  const number = readText(amount, `${field}.amount`, report);
  const code = readText(currency, `${field}.currency`, report);
  if (number && !/^\d{1,12}(?:\.\d{1,12})?$/.test(number.text))
    report(number, 'error', `${field}.amount: expected a number such as 0.015, found "${number.text}"`);
  if (code && !/^[A-Z]{3}$/.test(code.text))
    report(code, 'error', `${field}.currency: expected a code such as VND or USD, found "${code.text}"`);
  return number && code && { amount: number.text, currency: code.text };
}

function addressIn(node: YamlNode, field: string, report: Report): string | undefined {
  const url = webUrlOf(node, field, report);
  if (url === undefined || url.length <= MAX_LICENSE_URL) return url;
  report(
    node,
    'error',
    `${field}: the address has ${url.length} characters, at most ${MAX_LICENSE_URL} fit; shorten it`,
  );
  return undefined;
}

function fieldOf(map: YamlMap, key: string): YamlNode | undefined {
  return map.entries.find(entry => entry.key === key)?.value;
}
