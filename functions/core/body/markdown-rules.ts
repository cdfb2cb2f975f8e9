import type { MarkdownIt } from 'markdown-it';

/** A list of rules of the Markdown parser. */
interface Ruler<Rule> {
  getRules(chain: string): Rule[];
  enable(name: string): unknown;
  disable(name: string): unknown;
}

/**
 * Returns the rule of that name, for another that wraps it. The package exports none of them.
 * @throws where there is no such rule.
 */
export function ruleOf<Rule>(ruler: Ruler<Rule>, name: string): Rule {
  const all = ruler.getRules('');
  ruler.disable(name);
  const others = new Set(ruler.getRules(''));
  ruler.enable(name);
  const rule = all.find(one => !others.has(one));
  if (!rule) throw new Error(`the Markdown parser has no rule ${name}`);
  return rule;
}

/** Records the offset of inline raw HTML within the text of its paragraph. */
export function rememberOffsets(parser: MarkdownIt): void {
  const { ruler } = parser.inline;
  const rule = ruleOf(ruler, 'html_inline');
  ruler.at('html_inline', (state, silent) => {
    const at = state.pos;
    if (!rule(state, silent)) return false;
    const token = silent ? undefined : state.tokens.at(-1);
    if (token) token.meta = { at };
    return true;
  });
}

/** Returns the offset that `rememberOffsets` recorded. */
export function offsetOf(meta: unknown): number {
  const at = typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'at') : undefined;
  return typeof at === 'number' ? at : 0;
}
