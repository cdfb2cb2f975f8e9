import { posix } from 'node:path';

/** Code in a line, which stays as it is, or a link or picture in Markdown. */
const CODE_OR_LINK = /`[^`\n]*`|!?\[([^\][]*)\]\(([^()\s]+)\)/g;
/** Place before a line that opens or closes a block of code. */
const FENCE = /^(?= *```)/m;
/** Targets on the web, and in the page. */
const ELSEWHERE = /^(?:[a-z]+:|#)/;

/** Returns a page of a package with words in place of links to files that are not in the package. */
export function packedPage(page: string, text: string, packed: readonly string[]): string {
  const leads = (target: string): boolean => {
    const [file = ''] = target.split('#');
    const path = posix.join(posix.dirname(page), file);
    return packed.some(name => name === path || name.startsWith(`${path}/`));
  };
  return text
    .split(FENCE)
    .map((part, at) => (at % 2 === 1 ? part : withoutLinks(part, target => ELSEWHERE.test(target) || leads(target))))
    .join('');
}

function withoutLinks(prose: string, leads: (target: string) => boolean): string {
  return prose.replace(CODE_OR_LINK, (all: string, words?: string, target?: string) =>
    words === undefined || target === undefined || leads(target) ? all : words,
  );
}
