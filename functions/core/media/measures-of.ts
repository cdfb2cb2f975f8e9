import type { MeasuredMedia } from '../index/article-summary.ts';
import type { IndexView } from '../index/index-view.ts';
import { type Measure, measureIn } from './measure.ts';

/** Returns what an index knows of some media files, by their keys in NFC. */
export function measuresOf(keys: Iterable<string>, index: IndexView): MeasuredMedia {
  const sizes = new Map<string, number>();
  const pictures = new Map<string, Measure>();
  for (const key of keys) {
    const file = index.mediaFile(key);
    const measure = file && measureIn(file);
    if (file) sizes.set(key, file.size);
    if (measure) pictures.set(key, measure);
  }
  return { sizes, pictures };
}
