import { runInContext } from 'node:vm';
import { type Node, parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { codeOf, createRuntime, FUNCTIONS } from './runtime.ts';

/** Quotas of CloudFront Functions. */
const MAX_BYTES = 10_240;
/**
 * Syntax of ECMAScript 5.1, and the newer syntax that runtime 2.0 documents: `const`, `let`, arrow functions, template
 * literals.
 */
const SYNTAX = new Set(
  (
    'Program ExpressionStatement BlockStatement EmptyStatement ReturnStatement LabeledStatement ' +
    'BreakStatement ContinueStatement IfStatement SwitchStatement SwitchCase ' +
    'ThrowStatement TryStatement CatchClause WhileStatement DoWhileStatement ForStatement ForInStatement ' +
    'FunctionDeclaration VariableDeclaration VariableDeclarator ' +
    'ThisExpression ArrayExpression ObjectExpression Property FunctionExpression UnaryExpression ' +
    'UpdateExpression BinaryExpression AssignmentExpression LogicalExpression ' +
    'MemberExpression ConditionalExpression CallExpression NewExpression SequenceExpression Identifier ' +
    'Literal ArrowFunctionExpression TemplateLiteral TemplateElement'
  ).split(' '),
);

/** Everything in a script that runtime 2.0 may not know. */
function faultsOf(code: string): readonly string[] {
  const faults: string[] = [];
  walk(parse(code, { ecmaVersion: 2015, sourceType: 'script' }), node => {
    if (!SYNTAX.has(node.type)) faults.push(node.type);
    const { shorthand, computed, method, regex, name } = node as Node & Readonly<Record<string, unknown>>;
    if (node.type === 'Property' && (shorthand || computed || method)) faults.push('a property of ES 6');
    if (regex && !/^[gim]*$/.test((regex as { flags: string }).flags)) faults.push('a regular expression of ES 6');
    if (name === 'eval' || name === 'require' || name === 'Function') faults.push(String(name));
  });
  return faults;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null && 'type' in value) {
    visit(value as Node);
    for (const child of Object.values(value)) walk(child, visit);
  }
}

describe.each(FUNCTIONS)('the code of %s', name => {
  const code = codeOf(name);

  it('is within the size that CloudFront takes', () => {
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('is written in what runtime 2.0 knows', () => {
    expect(faultsOf(code)).toEqual([]);
  });

  it('is a script with one function called handler, in ASCII', () => {
    expect(code.match(/^function handler\(event\) \{$/gm)).toHaveLength(1);
    expect(code).not.toMatch(/[^\n -~]/);
  });
});

describe('the check of syntax', () => {
  it.each([
    'for (const x of []) f(x);',
    'const { a } = b;',
    'const b = { a };',
    'f(...a);',
    'class A {}',
    'function f(a = 1) {}',
    'const r = /x/u;',
    'const r = /x/y;',
    "eval('1');",
    'function* f() {}; f`x`;',
  ])('finds %s', code => {
    expect(faultsOf(code)).not.toEqual([]);
  });

  it.each([
    'a?.b',
    'a ?? b',
    'a ** b',
    'const r = /(?<=x)y/',
    'const r = /(?<n>x)/',
    'import a from "b"',
    'async () => 1',
  ])('does not even parse %s', code => {
    expect(() => faultsOf(code)).toThrow(SyntaxError);
  });
});

describe('the runtime of these tests', () => {
  it.each([
    'Map',
    'Promise',
    'console',
    'process',
    'globalThis',
    'URL',
    'Object.fromEntries',
    '[].flat',
    '"".startsWith',
    '"".at',
  ])('has no %s', expression => {
    expect(runInContext(`typeof ${expression}`, createRuntime())).toBe('undefined');
  });

  it('has what ES 5.1 has', () => {
    expect(
      runInContext('Object.keys({ a: 1 }).map(function (x) { return /a/.test(x); }).join()', createRuntime()),
    ).toBe('true');
  });
});
