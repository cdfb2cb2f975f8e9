import { describe, expect, it } from 'vitest';
import { booleanOf } from '../../../functions/core/fields/fields.ts';
import { parseYaml } from '../../../functions/core/yaml/parse-yaml.ts';
import { read } from '../samples.ts';

/** Returns the boolean that a value is read as, or else the problem. */
function booleanIn(value: string): boolean | string | undefined {
  const { root } = parseYaml(`draft: ${value}`);
  const node = root?.kind === 'map' ? root.entries[0]?.value : undefined;
  const told: string[] = [];
  const found = node && booleanOf(node, 'draft', (_, __, message) => told.push(message));
  return found ?? told.join();
}

describe('a boolean', () => {
  it.each(['true', 'Yes', 'on', 'y', 'có', 'CÓ', 'đúng', 'có'.normalize('NFD')])('is true as %s', value => {
    expect(booleanIn(value)).toBe(true);
  });

  it.each(['false', 'No', 'off', 'n', 'không', 'Không', 'khong', 'sai', 'chưa'])('is false as %s', value => {
    expect(booleanIn(value)).toBe(false);
  });

  it.each(['maybe', '1', 'có lẽ', '[có]'])('is neither as %s', value => {
    expect(booleanIn(value)).toMatch(/^draft: expected true or false, found /);
  });

  it('of an article is read in Vietnamese, whatever its field is called', () => {
    const isHeld = (line: string): boolean | undefined => {
      const { article } = read(`---\ntitle: A\ndate: 2026-11-20\n${line}\n---\nx`);
      return article?.draft;
    };
    for (const field of ['draft', 'nháp'])
      expect(['không', 'sai', 'có', 'đúng'].map(word => isHeld(`${field}: ${word}`))).toEqual([
        false,
        false,
        true,
        true,
      ]);
  });
});
