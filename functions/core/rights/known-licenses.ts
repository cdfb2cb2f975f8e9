import { ALL_RIGHTS_RESERVED, type License, RESERVED, type Terms } from './license.ts';

const CREATIVE_COMMONS = 'https://creativecommons.org/';
/** Names of Creative Commons licences after SPDX, folded: version 3.0 and older ones may be ported to a country. */
const CC_NAME = /^CC-(BY|BY-NC|BY-NC-ND|BY-NC-SA|BY-ND|BY-SA)-(1\.0|2\.0|2\.5|3\.0|4\.0)(?:-([A-Z]{2}))?$/;
const CC_PAGE = String.raw`(?:\/(?:deed|legalcode)[a-z.-]{0,20})?\/?`;
const CC_ADDRESS = new RegExp(
  String.raw`^https?:\/\/(?:www\.)?creativecommons\.org\/licenses\/([a-z-]{2,8})\/(\d\.\d)(?:\/([a-z]{2}))?${CC_PAGE}$`,
);

/** Licences without variants. */
const OTHERS: readonly License[] = [
  { name: 'CC0-1.0', url: `${CREATIVE_COMMONS}publicdomain/zero/1.0/`, terms: termsOf('free') },
  { name: 'CC-PDM-1.0', url: `${CREATIVE_COMMONS}publicdomain/mark/1.0/`, terms: termsOf('free') },
  { name: 'LAL-1.3', url: 'https://artlibre.org/licence/lal/en/', terms: termsOf('attribution') },
  {
    name: 'OGL-UK-3.0',
    url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    terms: termsOf('attribution'),
  },
].map(license => ({
  ...license,
  terms: { ...license.terms, payment: { type: license.terms.payment?.type ?? 'free', standard: license.url } },
}));

const BY_NAME: ReadonlyMap<string, License> = new Map(
  [...OTHERS, ALL_RIGHTS_RESERVED].map(license => [foldedName(license.name ?? ''), license]),
);
const BY_ADDRESS: ReadonlyMap<string, License> = new Map(
  [...OTHERS, ALL_RIGHTS_RESERVED].map(license => [foldedAddress(license.url), license]),
);

/** Names to propose where one is misspelled. */
export const LICENSE_NAMES: readonly string[] = [
  ...['BY', 'BY-SA', 'BY-ND', 'BY-NC', 'BY-NC-SA', 'BY-NC-ND'].map(kind => `CC-${kind}-4.0`),
  ...[...OTHERS, ALL_RIGHTS_RESERVED].map(({ name = '' }) => name),
];

/** Returns the whole name of a licence whose version was left out: `CC-BY-4.0` of `CC-BY`. */
export function wholeLicenseName(name: string): string | undefined {
  const folded = foldedName(name);
  return LICENSE_NAMES.find(known => known !== folded && known.replace(/-[\d.]+$/, '') === folded);
}

/** Returns the licence of a name such as `CC-BY-4.0` or `CC BY 4.0`; `undefined` where it is none that is known. */
export function licenseNamed(name: string): License | undefined {
  const folded = foldedName(name);
  const [, kind, version, country] = CC_NAME.exec(folded) ?? [];
  if (kind === undefined || version === undefined) return BY_NAME.get(folded);
  return creativeCommons(kind, version, country);
}

/** Returns the licence at an address; one that is not known reserves what it may not grant. */
export function licenseAt(url: string): License {
  const [, kind, version, country] = CC_ADDRESS.exec(url) ?? [];
  const name = `CC-${kind}-${version}${country === undefined ? '' : `-${country}`}`;
  const known = kind === undefined ? BY_ADDRESS.get(foldedAddress(url)) : licenseNamed(name);
  return known ?? { url, terms: RESERVED };
}

/** A port to a country is of version 3.0 or older. */
function creativeCommons(kind: string, version: string, country: string | undefined): License | undefined {
  if (country !== undefined && version === '4.0') return undefined;
  const port = country === undefined ? '' : `${country.toLowerCase()}/`;
  const url = `${CREATIVE_COMMONS}licenses/${kind.toLowerCase()}/${version}/${port}`;
  const name = `CC-${kind}-${version}${country === undefined ? '' : `-${country}`}`;
  const isForAll = !kind.includes('NC');
  return {
    url,
    name,
    terms: {
      ...(!isForAll && { prohibits: { user: ['commercial'] } }),
      payment: { type: 'attribution', standard: url },
    },
  };
}

function termsOf(type: string): Terms {
  return { payment: { type } };
}

function foldedName(name: string): string {
  return name.replace(/[\s_]+/g, '-').toUpperCase();
}

function foldedAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
