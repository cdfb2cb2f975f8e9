import { BASE } from './styles/base.ts';
import { BROWSING } from './styles/browsing.ts';
import { LANDING } from './styles/landing.ts';
import { NOTICE } from './styles/notice.ts';
import { READING } from './styles/reading.ts';

/** Style sheets by kind of page. */
export const STYLES = {
  landing: pack(BASE + LANDING),
  reading: pack(BASE + READING),
  browse: pack(BASE + BROWSING),
  notice: pack(BASE + NOTICE),
} as const;

/** Removes white space that only serves editing. No string and no `calc` in the sheets contains any that matters. */
function pack(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replaceAll(';}', '}')
    .trim();
}
