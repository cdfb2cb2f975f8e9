/** Measurement of one input. */
export interface Measurement {
  readonly n: number;
  /** Bytes of the input. */
  readonly bytes: number;
  /** In milliseconds. */
  readonly cpu: number;
  /** Size of what was made of it. */
  readonly size: number;
  /** Articles that were made of it. */
  readonly articles: number;
}

/**
 * Times that the CPU may grow where the input is four times as long: 4 is linear, 4.6 is `n log n`, 16 is quadratic.
 */
export const MAX_GROWTH = 7;
/** In milliseconds; below this, what is measured is mostly noise. */
export const MIN_CPU = 80;
/** Size of what is made of an input, per byte: a footnote's call and its way back are some sixty to one. */
export const MAX_EXPANSION = 80;
/** In UTF-16 code units; an input is small, and so is what may be made of it at least. */
const MIN_SIZE = 1_000_000;

/**
 * In milliseconds of CPU: what an article that is imported may take besides. An export of 100 KB may list ten thousand
 * posts, and an import is held to 2 ms for each.
 */
const CPU_PER_ARTICLE = 0.2;

/** Returns what an input may take where one that makes a single article may take `cpu`; in milliseconds of CPU. */
export function cpuLimit({ articles }: Pick<Measurement, 'articles'>, cpu: number): number {
  return cpu + (articles - 1) * CPU_PER_ARTICLE;
}

/** Returns whether the output of an input is larger than usual, so that its growth is measured. */
export function isExpanded({ bytes, size }: Pick<Measurement, 'bytes' | 'size'>): boolean {
  return size > MIN_SIZE / 5 && size > (bytes * MAX_EXPANSION) / 3;
}

/** Says how the CPU grows from `n` to `4n` where that is too fast, or `undefined`. */
export function judgeGrowth(one: Measurement, four: Measurement): string | undefined {
  const growth = four.cpu / Math.max(one.cpu, 1);
  return four.cpu >= MIN_CPU && growth > MAX_GROWTH ? `CPU grows ${growth.toFixed(1)} times from n to 4n` : undefined;
}

/**
 * Says how large what is made of an input is where that is too much, or `undefined`. Nothing is measured, so nothing
 * has to be confirmed.
 */
export function judgeSize({ bytes, size }: Measurement): string | undefined {
  if (size <= MIN_SIZE || size <= bytes * MAX_EXPANSION) return undefined;
  return `${bytes} bytes become ${size} (${Math.round(size / bytes)} to one)`;
}
