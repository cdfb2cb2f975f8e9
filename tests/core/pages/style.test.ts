import { describe, expect, it } from 'vitest';
import { STYLES } from '../../../functions/core/pages/style.ts';

describe('STYLES', () => {
  const themes = [...STYLES.reading.matchAll(/:root\s*{([^}]*--paper[^}]*)}/g)].map(([, body]) => colours(body ?? ''));
  const [light, dark] = themes;

  it.each([
    ['light', light],
    ['dark', dark],
  ])('has the contrast of WCAG AA in the %s theme', (_, theme) => {
    for (const text of ['ink', 'soft', 'accent']) {
      for (const ground of ['paper', 'tint']) {
        expect(contrast(theme?.get(text), theme?.get(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('asks nothing of anyone', () => {
    for (const style of Object.values(STYLES)) expect(style).not.toMatch(/url\(|@import|@font-face|<|expression/);
  });

  it('has balanced braces in every sheet', () => {
    for (const style of Object.values(STYLES)) expect(style.split('{').length).toBe(style.split('}').length);
  });
});

function colours(body: string): ReadonlyMap<string, string> {
  return new Map([...body.matchAll(/--(\w+):(#\w{6})/g)].map(([, name, value]) => [name ?? '', value ?? '']));
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a = '', b = ''): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
