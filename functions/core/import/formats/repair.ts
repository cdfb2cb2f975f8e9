import { entityText } from '../html-text.ts';

/** The longest reference to a character, `&` and `;` included. */
const MAX_REFERENCE = 34;
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));/iy;
const [CDATA, CDATA_END] = ['<![CDATA[', ']]>'];

/** Writes `&amp;` for each `&` of XML that begins no reference. What stands in a CDATA section is left alone. */
export class AmpersandRepair {
  /** Number of repairs. */
  mended = 0;
  /** The line of the first, 1-based. */
  line: number | undefined;
  #lines = 1;
  #rest = '';
  #isData = false;

  write(text: string): string {
    return this.#mend(this.#rest + text, false);
  }

  /** Returns the text that was held back, since more might have come. */
  end(): string {
    return this.#mend(this.#rest, true);
  }

  #mend(text: string, isEnd: boolean): string {
    let result = '';
    let at = 0;
    while (at < text.length) {
      const next = this.#isData ? text.indexOf(CDATA_END, at) : nextMark(text, at);
      if (next === -1) break;
      // What is cut off there may be the beginning of a mark.
      if (!isEnd && text.length - next < MAX_REFERENCE) {
        result += text.slice(at, next);
        return this.#hold(result, text.slice(next));
      }
      result += text.slice(at, next);
      const taken = this.#take(text, next, result);
      result += taken.text;
      at = next + taken.length;
    }
    const kept = isEnd ? 0 : Math.min(text.length - at, this.#isData ? CDATA_END.length - 1 : 0);
    return this.#hold(result + text.slice(at, text.length - kept), text.slice(text.length - kept));
  }

  #take(text: string, at: number, before: string): { readonly text: string; readonly length: number } {
    if (this.#isData) {
      this.#isData = false;
      return { text: CDATA_END, length: CDATA_END.length };
    }
    if (text.startsWith(CDATA, at)) {
      this.#isData = true;
      return { text: CDATA, length: CDATA.length };
    }
    if (text.charAt(at) === '<') return { text: '<', length: 1 };
    REFERENCE.lastIndex = at;
    const [reference, name] = REFERENCE.exec(text) ?? [];
    const isKnown =
      reference !== undefined && (name === undefined || name === 'apos' || entityText(name) !== undefined);
    if (isKnown) return { text: reference, length: reference.length };
    this.mended += 1;
    if (this.line === undefined) this.line = this.#lines + linesIn(before);
    return { text: '&amp;', length: 1 };
  }

  #hold(done: string, rest: string): string {
    this.#rest = rest;
    if (this.line === undefined) this.#lines += linesIn(done);
    return done;
  }
}

const MARK = /&|<!|<$/g;

/** Returns the offset of the next `&`, or of the next `<` that may begin a CDATA section. */
function nextMark(text: string, from: number): number {
  MARK.lastIndex = from;
  return MARK.exec(text)?.index ?? -1;
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
