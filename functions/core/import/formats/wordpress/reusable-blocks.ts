/** A block of WordPress that posts show by its number. */
export interface ReusableBlock {
  /** May show further blocks. */
  readonly html: string;
  /** Reason why it is not for everybody, and so is no post that shows it. */
  readonly held?: string;
}

/** The place of a reusable block in a text: `<!-- wp:block {"ref":77} /-->`. */
const PLACE = /<!--\s{0,9}wp:(?:core\/)?block\s([^<>]{0,4000})-->/g;
const REF = /"ref"\s{0,9}:\s{0,9}(\d{1,15})/;
/** Maximum depth to which blocks show others, which ends circles, and number of blocks examined for a post. */
const [MAX_DEPTH, MAX_BLOCKS] = [8, 200];
/** Maximum length of all blocks that are put into a post, in UTF-16 code units. */
const MAX_INSERTED = 2_000_000;

/** The reusable blocks of an export. */
export class ReusableBlocks {
  readonly #blocks = new Map<string, ReusableBlock>();
  readonly #used = new Set<string>();

  add(id: string, block: ReusableBlock): void {
    this.#blocks.set(id, block);
  }

  /** Returns true for a block that some post shows. Asked when all posts were. */
  isUsed(id: string): boolean {
    return this.#used.has(id);
  }

  /** Returns what blocks with these numbers, and those in them, mean for a post that shows them. */
  shownBy(refs: readonly string[]): { readonly missing: readonly string[]; readonly held?: string } {
    const shown = new Set(refs);
    const missing: string[] = [];
    let held: string | undefined;
    // What is added while it is gone through comes later.
    for (const ref of shown) {
      const block = this.#blocks.get(ref);
      this.#used.add(ref);
      if (!block) missing.push(ref);
      held ??= block?.held;
      if (block && shown.size < MAX_BLOCKS) for (const inner of refsIn(block.html)) shown.add(inner);
    }
    return { missing, ...(held !== undefined && { held }) };
  }

  /** Puts the blocks into a text. One that is missing leaves nothing. */
  fill(html: string, depth = 0, room = { left: MAX_INSERTED }): string {
    return html.replace(PLACE, (_, given: string) => {
      const block = this.#blocks.get(REF.exec(given)?.[1] ?? '');
      if (!block || depth === MAX_DEPTH || block.html.length > room.left) return '';
      room.left -= block.html.length;
      return this.fill(block.html, depth + 1, room);
    });
  }
}

/** Returns the numbers of the reusable blocks that a text shows itself, each once. */
export function refsIn(html: string): readonly string[] {
  if (!html.includes('wp:')) return [];
  const refs = [...html.matchAll(PLACE)].flatMap(([, given = '']) => REF.exec(given)?.[1] ?? []);
  return [...new Set(refs)];
}
