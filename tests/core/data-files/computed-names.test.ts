import { describe, expect, it } from 'vitest';
import { mayComputePublishing } from '../../../functions/core/data-files/computed-names.ts';

describe('data of Eleventy that a program computes', () => {
  it.each([
    'export default { nav: d => ({ active: d.page.url }) };',
    `// drafts are shown, too...\nmodule.exports = { title: d => \`\${d.title}...\` };`,
    'module.exports = { title: d => d.title.replace(/["\'{]/g, "draft: hidden"), /* published: */ words: 1 };',
    'const all = require("./all");\nmodule.exports = { async list(d) { return [...all, d]; }, "a b": a => a / 2 };',
    'import { slug } from "../lib/slug.js";\nexport default { key: ({ title }) => slug(title), slug }',
    'export default { is: d => d.draft === true };',
    'export default {}',
  ])('says nothing of when articles are public: %s', program => {
    expect(mayComputePublishing(program)).toBe(false);
  });

  it.each([
    'export default { draft: d => d.later };',
    'export default { async published(d) { return false; } };',
    'module.exports = { title: 1, "draft": true }',
    'module.exports = { "dr\\u0061ft": true }',
    'module.exports = { [field]: d => 1 }',
    'module.exports = { ["dr" + "aft"](d) { return true; } }',
    'module.exports = { draft }',
    'module.exports = { ...more }',
    'module.exports = require("./computed")',
    'module.exports = await fetch("https://bao.example/fields")',
    'export default globalThis.fields;',
    'export default () => ({ title: 1 });',
    'const fields = { title: 1 };\nexport default fields;',
    'module.exports = { title: 1 };\nmodule.exports.draft = true;',
    'module.exports = { title: d => { d.draft ||= true; return 1; } };',
    'module.exports = { title: d => { d[x] = true; return 1; } };',
    'module.exports = { title: d => Object.assign(d, more).title };',
    'module.exports = { title: "a };',
    `module.exports = { title: "${'a'.repeat(50_000)}" };`,
    '',
  ])('may say when articles are public: %s', program => {
    expect(mayComputePublishing(program)).toBe(true);
  });
});
