import { describe, expect, it } from 'vitest';
import { parseToml } from '../../../functions/core/toml/parse-toml.ts';
import type { YamlNode } from '../../../functions/core/yaml/node.ts';

/** A tree without its positions. */
function plain(node: YamlNode | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'scalar') return typeof node.value === 'string' ? node.value : [node.value, node.text];
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

function problemsOf(text: string): readonly string[] {
  return parseToml(text, 2).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe('TOML', () => {
  it('becomes the tree that YAML is read into', () => {
    const text = `title = "Chợ 'phiên'"
long = """
một
hai"""
literal = 'a\\b'
draft = false
weight = 1_000
ratio = 2.5e3
date = 2026-01-02T08:00:00+07:00
local = 2026-01-02 08:00:00
day = 2026-01-02
time = 07:30:00
tags = [
  "a", # một
  "b",
]
author = { name = "Lê Na", url.web = "x" }
"quoted key" = ""
a.b.c = true
[taxonomies]
categories = ["Rust"]
[x.y]
z = 1
[[list]]
n = 1
[[list]]
n = 2
[list.sub]
m = 3
`;
    expect(plain(parseToml(text).root)).toEqual({
      title: "Chợ 'phiên'",
      long: 'một\nhai',
      literal: 'a\\b',
      draft: [false, 'false'],
      weight: [1000, '1000'],
      ratio: [2500, '2.5e3'],
      date: '2026-01-02T08:00:00+07:00',
      local: '2026-01-02 08:00:00',
      day: '2026-01-02',
      time: '07:30:00',
      tags: ['a', 'b'],
      author: { name: 'Lê Na', url: { web: 'x' } },
      'quoted key': '',
      a: { b: { c: [true, 'true'] } },
      taxonomies: { categories: ['Rust'] },
      x: { y: { z: [1, '1'] } },
      list: [{ n: [1, '1'] }, { n: [2, '2'], sub: { m: [3, '3'] } }],
    });
  });

  it('knows where everything stands, in UTF-16 code units', () => {
    const { root } = parseToml('# 🎉\ntitle = "A"\n"🎉" = [ 1, "b" ]\n[extra]\nauthor = 2\n', 5);
    expect(root).toMatchObject({
      entries: [
        { key: 'title', line: 6, column: 1, value: { line: 6, column: 9 } },
        { key: '🎉', line: 7, column: 1, value: { line: 7, column: 8, items: [{ column: 10 }, { column: 13 }] } },
        { key: 'extra', line: 8, column: 2, value: { entries: [{ line: 9, column: 1, value: { column: 10 } }] } },
      ],
    });
  });

  it('has the text of a zero', () => {
    expect(parseToml('a = { b = 0 }').root).toMatchObject({
      entries: [{ value: { entries: [{ value: { value: 0, text: '0' } }] } }],
    });
  });

  it('is nothing where there are no fields', () => {
    expect(parseToml('\n# nothing\n')).toEqual({ root: undefined, problems: [] });
  });

  it('has keys that mean nothing of their own', () => {
    expect(parseToml('__proto__ = 1\nconstructor.prototype = 2').root).toMatchObject({
      entries: [{ key: '__proto__' }, { key: 'constructor', value: { entries: [{ key: 'prototype' }] } }],
    });
  });

  it.each([
    ['title = A', '2:9: this is not valid TOML: Unexpected character; correct it'],
    ['a = 1\na = 2', /^3:1: .*; correct it$/],
    ['a = 1\na.b = 2', /^3:\d: /],
    ['a = "x', /^2:\d+: this is not valid TOML: .*string.*; correct it$/],
    [`a = ${'['.repeat(21)}1${']'.repeat(21)}`, /^2:\d+: lists and maps are nested deeper than 20 levels here/],
    [`a = ${'['.repeat(30_000)}1${']'.repeat(30_000)}`, /^2:1: lists and maps are nested deeper than 20 levels here/],
    [`a${'.a'.repeat(20)} = 1`, /^2:\d+: lists and maps are nested deeper than 20 levels here/],
    [`[${'a.'.repeat(20)}a]`, /^2:\d+: lists and maps are nested deeper than 20 levels here/],
    [`a = "${'x'.repeat(65_536)}"`, /^2:1: the TOML has 65,542 characters, and at most 65,536 are read; shorten it$/],
  ])('is refused with its place: %.20s', (text, problem) => {
    expect(parseToml(text, 2).root).toBeUndefined();
    expect(problemsOf(text)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });
});
