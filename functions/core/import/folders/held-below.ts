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
import type { Publisher } from './publishers.ts';

/** Returns whether a file may hold back others, judged by its name. */
export function mayHold(name: string, { name: publisher, config }: Publisher): boolean {
  switch (publisher) {
    case 'Hugo':
      return isSection(name) || config.includes(name);
    case 'Zola':
      return isSection(name);
    case 'Eleventy':
      return dataScope(name) !== undefined;
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
      return directoryData(name, text);
    default:
      return sectionHolds(name, text, publisher.name === 'Zola');
  }
}

const always = (): boolean => true;

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
