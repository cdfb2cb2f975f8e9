import { describe, expect, it } from 'vitest';
import { ignoredBy, isExcluded, patternsOf } from '../../../functions/core/import/folders/excluded.ts';

describe('a file that a configuration leaves out', () => {
  it.each([
    ['a/b.png', [], false],
    ['a/b.png', ['a'], true],
    ['a/b.png', ['./a/'], true],
    ['ab/b.png', ['a'], false],
    ['a/b.png', ['*.png'], true],
    ['a/b.png', ['a/?.p*g'], true],
    ['a/b.png', ['a/[bc].{png,jpg}'], true],
    ['a/b.png', ['*.jpg', '/'], false],
    ['a/b/c.png', ['a/**/c.png'], true],
    ['a/b/c.png', ['*x'], false],
  ])('%s by %j: %s', (name, patterns, expected) => {
    expect(isExcluded(name, patterns)).toBe(expected);
  });
});

describe('a file that lines of an ignore file mean', () => {
  it.each([
    ['a/b/drafts/c.md', 'drafts', true],
    ['drafts.md', 'drafts', false],
    ['a/drafts/c.md', '/drafts/', false],
    ['drafts/c.md', './drafts', true],
    ['a/b.md', '/*.md', false],
    ['b.md', '/*.md', true],
    ['a/b.md', '*.md', true],
    ['a/x/y/c.md', 'a/**/c.md', true],
    ['a/c.md', 'a/**/c.md', true],
    ['a/c.md', 'a/**', true],
    ['b/c.md', 'a/**', false],
    ['a/b.md', '# a\n\n  \n', false],
    ['a/b.md', '*.md\n!b.md', false],
    ['a/b.md', '!b.md\n*.md', true],
    ['a/b7.md', 'a/b[0-9].{md,txt}', true],
    ['a/b.md', `${'*/'.repeat(20)}x`, false],
  ])('%s by %j: %s', (name, text, expected) => {
    expect(ignoredBy(text)(name)).toBe(expected);
  });
});

describe('a file that an expression of Hugo means', () => {
  it.each([
    ['content/a.foo', '\\.foo$', true],
    ['content/a.food', '\\.foo$', false],
    ['content/afoo', '\\.foo$', false],
    ['content/drafts/a.md', 'drafts/.*', true],
    ['content/a.md', 'drafts/.*', false],
    ['content/a.jpg', '\\.(png|jpe?g)$', true],
    ['content/a.md', '\\.(png|jpe?g)$', false],
    ['content/a.md', '^content/[ab]\\.md$', true],
    ['content/12-x.md', '/\\d+-.*\\.md$', true],
    ['content/x.md', 'content/y|content/x', true],
  ])('%s by %j: %s', (name, expression, expected) => {
    expect(isExcluded(name, patternsOf(expression))).toBe(expected);
  });
});
