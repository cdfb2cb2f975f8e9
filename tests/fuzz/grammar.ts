import type { TargetName } from './target.ts';

/** Stands in the text of a place for what is put there. */
export const HOLE = '·';

/** A place of a document in which something is repeated. */
export interface Place {
  /** The text of the place, with `HOLE` where the repetition goes. */
  readonly text: string;
  /** Atoms of the syntax of the place itself. */
  readonly atoms: readonly string[];
  /** References to the place from elsewhere, such as `[a]` to the definition of a link. */
  readonly uses?: readonly string[];
}

/** Grammar by which inputs of one format are made. */
export interface Grammar {
  readonly name: string;
  /** Reader of the inputs. */
  readonly target: TargetName;
  /** The document around each place, with `HOLE` in it. It has marker words before and after the hole. */
  readonly frame: string;
  readonly places: readonly Place[];
  /** Atoms that may stand anywhere. */
  readonly atoms: readonly string[];
  /** Opening and closing marks, nested to make depth. */
  readonly pairs: readonly (readonly [open: string, close: string])[];
}

/** Words that stand in every frame where a reader sees them. They must come out, or be reported as lost. */
export const MARKERS: readonly string[] = ['Mocdau', 'Moccuoi'];

/** Returns what the lists hold; a bar parts what stands in one. */
export function atoms(...lists: readonly string[]): readonly string[] {
  return lists.flatMap(list => list.split('¦'));
}

/** Returns places that have the same syntax. */
export function places(
  syntax: readonly string[],
  texts: readonly string[],
  uses?: readonly string[],
): readonly Place[] {
  return texts.map(text => ({ text, atoms: syntax, ...(uses && { uses }) }));
}

/**
 * Combining marks, and pairs of which the second must be sorted before the first (Unicode, Canonical Combining Class).
 */
export const MARKS: readonly string[] = atoms(
  '\u0301¦\u0338¦\u0301\u0323¦\u0323\u0301¦\u0345\u0338¦\u093c¦e\u0301¦o\u0323\u0302',
);

/** Characters of every class that some code treats in a way of its own. */
export const CHARACTERS: readonly string[] = [
  ...atoms('x¦X¦0¦ ¦\t¦\n¦\n\n¦\r¦\r\n¦-¦_¦.¦,¦:¦;¦/¦\\¦"¦\'¦!¦?¦é¦ộ¦đ¦İ¦ß¦中¦\u1100\u1161\u11a8¦\u{1f600}'),
  ...atoms('\u{1f468}\u200d¦\u00ad¦\u200b¦\ufeff¦\u00a0¦\u3000¦\u2028¦\u0085¦\u0000¦\u0001¦\ufffe¦\u202e¦\ufb03'),
  ...atoms('\ufdfa¦\u0390'),
  ...MARKS,
];

/** Parts of addresses (RFC 3986), and common mistakes in them. */
export const ADDRESS_ATOMS: readonly string[] = atoms(
  'x¦1¦/¦//¦.¦..¦/../¦./¦?¦#¦&¦=¦&amp;¦;¦:¦@¦%¦%41¦%zz¦%25¦,¦ ¦+¦-¦~¦|¦^¦{¦}¦[¦]¦(¦)¦<¦\\¦é¦\u0301',
  'a.¦xn--¦\t¦A',
);

/** Addresses with a hole in each part. */
export const ADDRESSES: readonly string[] = [
  ...[`https://a.example/${HOLE}`, `https://a.example/?${HOLE}`, `https://a.example/#${HOLE}`, `https://${HOLE}/`],
  ...[`https://${HOLE}.example/x`, `https://a.example:${HOLE}/`, `https://u${HOLE}@a.example/`, `${HOLE}`, `/${HOLE}`],
  ...[`//${HOLE}`, `#${HOLE}`, `mailto:${HOLE}`, `tel:${HOLE}`, `data:image/png;base64,${HOLE}`, `/media/${HOLE}.jpg`],
  ...[`../${HOLE}.md`, `${HOLE}://a.example/`, `http://a.example/x${HOLE}.mp3`],
];

/** Dates with a hole in each part: ISO 8601, RFC 822, and as people write them. */
export const DATES: readonly string[] = [
  ...[
    HOLE,
    `2026-11-20${HOLE}`,
    `2026-11-20 08:30${HOLE}`,
    `2026-11-20T08:30:00.${HOLE}`,
    `2026-${HOLE}`,
    `20/11/${HOLE}`,
  ],
  ...[`${HOLE}2026-11-20`, `Fri, 20 Nov 2026 08:30:00 ${HOLE}`, `Fri, 20 ${HOLE} 2026`, `${HOLE} 20 Nov 2026`],
];

export const DATE_ATOMS: readonly string[] = atoms('1¦0¦9¦ ¦  ¦-¦/¦.¦:¦,¦T¦Z¦+¦+07:00¦a¦Nov¦Fri, ¦é¦h¦\t¦1 ');
