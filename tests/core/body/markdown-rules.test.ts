import createMarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { findTextByPattern, ruleOf } from '../../../functions/core/body/markdown-rules.ts';

describe('text that a pattern finds the end of', () => {
  it('ends at the characters at which the rule of the package ends it', () => {
    const rule = ruleOf(createMarkdownIt().inline.ruler, 'text');
    const changed = createMarkdownIt();
    findTextByPattern(changed);
    const byPattern = ruleOf(changed.inline.ruler, 'text');
    for (let code = 0; code < 0x3000; code++) {
      const src = `a${String.fromCharCode(code)}bộ b`;
      const states = [rule, byPattern].map(textRule => {
        const state = new changed.inline.State(src, changed, {}, []);
        state.posMax = 4;
        return [textRule(state, false), state.pos, state.pending, textRule(state, true), state.pos];
      });
      expect(states[1]).toEqual(states[0]);
    }
  });
});
