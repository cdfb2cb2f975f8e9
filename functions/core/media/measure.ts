import type { Size } from './image-size.ts';
import { isSizedPicture } from './picture-problem.ts';
import { isTimed } from './play-time.ts';

/** A fact that the header of a media file tells: the sides of a picture in pixels, or the seconds that it plays. */
export type Measure = Size | { readonly seconds: number };

/** Returns whether a file tells something of itself in its header, by its ending. */
export function isMeasured(path: string): boolean {
  return isSizedPicture(path) || isTimed(path);
}

/** Returns the sides of a picture; `undefined` for whatever is none. */
export function sidesIn(measure: Measure | undefined): Size | undefined {
  return measure && 'width' in measure ? measure : undefined;
}

/** Returns how many seconds a file plays; `undefined` for whatever does not. */
export function secondsIn(measure: Measure | undefined): number | undefined {
  return measure && 'seconds' in measure ? measure.seconds : undefined;
}

/** Returns what a record keeps of a measure. */
export function measureFields(measure: Measure | undefined): { readonly picture?: Size; readonly seconds?: number } {
  if (!measure) return {};
  return 'seconds' in measure ? { seconds: measure.seconds } : { picture: measure };
}

/** Returns the measure that a record keeps. */
export function measureIn({ picture, seconds }: ReturnType<typeof measureFields>): Measure | undefined {
  return picture ?? (seconds === undefined ? undefined : { seconds });
}
