import { mayComputePublishing } from '../../data-files/computed-names.ts';
import {
  dataScope,
  directoryData,
  entriesOf,
  type Hold,
  hold,
  isSection,
  literals,
  parsed,
  scalarText,
  sectionHolds,
} from '../../data-files/held-below.ts';
import { isOfPublishing, isSilent } from '../../data-files/program-fields.ts';
import type { Publisher } from './publishers.ts';

/** Returns whether a file may hold back others, judged by its name. */
export function mayHold(name: string, { name: publisher, config }: Publisher): boolean {
  switch (publisher) {
    case 'Hugo':
      return isSection(name) || config.includes(name);
    case 'Zola':
      return isSection(name);
    case 'Eleventy':
      return dataScope(name) !== undefined || GLOBAL_DATA.test(name);
    case 'Jekyll':
    case 'Pelican':
      return config.includes(name);
    default:
      return false;
  }
}

/** Returns the holds that a file sets for others; none if it has no field about publishing. */
export function holdsIn(name: string, text: string, publisher: Pick<Publisher, 'name'>): readonly Hold[] {
  switch (publisher.name) {
    case 'Jekyll':
      return jekyllDefaults(name, text);
    case 'Pelican':
      return namesStatus(text) ? [{ file: name, fields: undefined, covers: always }] : [];
    case 'Eleventy':
      return GLOBAL_DATA.test(name) ? globalData(name, text) : directoryData(name, text);
    default:
      return sectionHolds(name, text, publisher.name === 'Zola');
  }
}

const always = (): boolean => true;

/** Eleventy: data for all texts that it computes for each. */
const GLOBAL_DATA = /(?:^|\/)_data\/eleventyComputed\.(?:json|[cm]?[jt]s)$/i;

/** A program is not run: that it may have a field with a name of publishing is enough. */
function globalData(file: string, text: string): readonly Hold[] {
  if (/\.json$/i.test(file)) {
    const root = parsed(file, text);
    const speaks = root === 'unread' || root.some(([key]) => isOfPublishing(key));
    return speaks ? [{ file, fields: undefined, covers: always }] : [];
  }
  return mayComputePublishing(text) && !isSilent(text) ? [{ file, fields: undefined, covers: always }] : [];
}

/** A program is not run: that metadata of Pelican name such a status at all is enough. */
function namesStatus(text: string): boolean {
  const at = text.indexOf('DEFAULT_METADATA');
  return at !== -1 && /['"](?:draft|hidden|skip)['"]/i.test(text.slice(at, at + 2000).split('}')[0] ?? '');
}

function jekyllDefaults(file: string, text: string): readonly Hold[] {
  const root = parsed(file, text);
  if (root === 'unread') return [];
  return root
    .filter(([key]) => key === 'defaults')
    .flatMap(([, value]) => (value.kind === 'list' ? value.items : []))
    .flatMap(one => {
      const fields = new Map(entriesOf(one));
      const scope = new Map(entriesOf(fields.get('scope')).map(([key, value]) => [key, scalarText(value)]));
      if (!/^(?:|posts?|drafts?)$/.test(scope.get('type') ?? '')) return [];
      const [path = ''] = literals((scope.get('path') ?? '').replace(/^\.?\//, ''));
      const isMeant = (name: string): boolean => name.toLowerCase().startsWith(path);
      return hold(file, entriesOf(fields.get('values')), isMeant);
    });
}
