import { describe, expect, it } from 'vitest';
import { replaceJsx, withoutModules } from '../../../functions/core/dialects/mdx.ts';

function replaced(text: string, imports: Readonly<Record<string, string>> = {}) {
  const unknown: string[] = [];
  return { text: replaceJsx(text, new Map(Object.entries(imports)), ({ what }) => unknown.push(what)), unknown };
}

describe('elements and expressions of MDX', () => {
  it.each([
    ['a comment', 'A {/* ẩn {x} */}B', 'A B', []],
    ['a text in quotes', "A{' '}B", 'A B', []],
    ['an expression', 'A {b.c} D', 'A  D', ['{ }']],
    ['an expression that is an element', 'A {<b>B</b>} C', 'A <b>B</b> C', []],
    [
      'an expression that is an element on lines',
      '{\n    <div>\n  B <br/> {c}</div>\n}',
      '\n<div>\n  B <br/> </div>\n',
      ['{ }'],
    ],
    ['an expression that is a component', 'A {<Note a={b}>B {<i>{"c"}</i>}</Note>} D', 'A B <i>c</i> D', ['<Note>']],
    ['an expression that is a fragment', 'A {<>B <i>C</i></>} D', 'A B <i>C</i> D', []],
    ['an expression of two elements', 'A {<b>B</b> && <b>C</b>} D', 'A  D', ['{ }']],
    ['an expression with a condition', 'A {b && <i>C</i>} {<i>C</i> || d} {<i>} E', 'A    E', ['{ }', '{ }', '{ }']],
    ['a component and its content', '<Aside type="x">\n*A*\n</Aside>', '\n*A*\n', ['<Aside>']],
    ['one that closes itself', 'A <Chart data={[{ a: 1 }]} />B', 'A B', ['<Chart>']],
    ['a member', '<Tabs.Item a>B</Tabs.Item>', 'B', ['<Tabs.Item>']],
    ['a fragment', '<>A</>', 'A', []],
    ['a picture', '<Image src="/a.jpg" alt="B" width={5} />', '<img src="/a.jpg" alt="B">', []],
    ['a link', '<Link to="/a">B</Link>', '<a href="/a">B</a>', []],
    ['a link to nowhere', '<Link>B</Link>', '<a>B</a>', []],
    ['a picture from nowhere', 'A <Img src={x} /> B', 'A  B', ['<Img>']],
    ['a value in single quotes', "<Image src='/a.jpg' alt=B />", '<img src="/a.jpg" alt="B">', []],
    ['a text with an expression', `A {\`b \${c}\`} D`, 'A  D', ['{ }']],
    ['a film with a title', '<YouTube id="a1" title="Chợ &amp; phố" />', expect.stringContaining('title="Chợ'), []],
    [
      'a figure',
      '<Figure src="a.jpg" caption="Chợ" />',
      expect.stringMatching(/^<figure><img src="a.jpg" alt="Chợ">/),
      [],
    ],
    ['a film', '<YouTube id="a1" />', '<iframe src="https://www.youtube.com/embed/a1" title="YouTube"></iframe>', []],
    ['HTML with expressions', '<div style={{ a: "b" }} id="c">D</div>', '<div id="c">D</div>', []],
    ['HTML without', '<p class="a">D</p>', '<p class="a">D</p>', []],
    ['a link that closes itself', 'A <Link href="/a" /> B', 'A  B', ['<Link>']],
    ['an element that closes itself', 'A <div a={x} /> B', 'A <div></div> B', []],
    ['a frame from nowhere', 'A <iframe src={x} title="B" /> C', 'A  C', ['{ }']],
    ['an address that is not known', '<a href={x}>B</a>', '<a>B</a>', ['{ }']],
    ['a formula', '$\\frac{a}{b}$ và $x_{i}^{2}$', '$\\frac{a}{b}$ và $x_{i}^{2}$', []],
    ['braces in quotes', '<Chart a={{ b: "}" }}>D</Chart> {f("}")} E', 'D  E', ['<Chart>', '{ }']],
    ['an apostrophe in an expression', "A {b && <i>don't</i>} C it's {d}", "A  C it's ", ['{ }', '{ }']],
    ['attributes that are spread', '<p {...x} id="a">D</p>', '<p id="a">D</p>', []],
  ])('become what they mean, or leave: %s', (_, text, expected, unknown) => {
    expect(replaced(text)).toEqual({ text: expected, unknown });
  });

  it('find the pictures that are imported', () => {
    expect(replaced('<Image src={hero} />', { hero: './a.jpg' }).text).toBe('<img src="./a.jpg" alt="">');
    expect(replaced('<img src={hero.src} />', { hero: './a.jpg' }).text).toBe('<img src="./a.jpg">');
  });

  it.each(['`<Aside>` {`', '``{a}``', 'a < B và c', 'A } B { C', '<Aside', '\\{a}'])(
    'are text where they are none: %j',
    text => {
      expect(replaced(text)).toEqual({ text, unknown: [] });
    },
  );
});

describe('modules', () => {
  const text = (source: string, isMdx: boolean): string => withoutModules(source.split('\n'), isMdx).lines.join('\n');

  it('leave MDX wherever they stand, whole', () => {
    const source =
      'import A from "./a"\nimport {\n  B,\n} from "b";\n\nChữ\n\nexport const c = {\n\n  d: 1,\n};\n\nHết';
    expect(text(source, true)).toBe('\n\n\n\n\nChữ\n\n\n\n\n\n\nHết');
    expect([...withoutModules(source.split('\n'), true).imports]).toEqual([['A', './a']]);
  });

  it('are text within a paragraph, and in code', () => {
    for (const source of ['Chữ\nimport a from "b"', '```\n\nimport a from "b"\n```', 'important\n'])
      expect(text(source, true)).toBe(source);
  });

  it('leave Markdown at its start, where nothing else can be meant', () => {
    expect(text('\nimport A from "./a";\n\nimport B from "b"\n\nChữ', false)).toBe('\n\n\n\n\nChữ');
    for (const source of ['import ô tô tăng', 'Chữ\n\nimport a from "b"', 'export const a = 1'])
      expect(text(source, false)).toBe(source);
  });

  it.each([
    ['export const re = /[(]/\n\nMột.\n\na) b)', '\n\nMột.\n\na) b)'],
    ['export const meta = { note: "Don\'t :(" }\n\nMột.\n\n- a)', '\n\nMột.\n\n- a)'],
    ['// x (\n\nexport const a = 1 // (\n\nMột.', '// x (\n\n\n\nMột.'],
  ])('end where their brackets do, which texts and comments have none of: %j', (source, expected) => {
    expect(text(source, true)).toBe(expected);
  });

  it.each(['import of rice rose.', 'export volumes rose: 5%', 'import-export firms gained.', 'exports (rice) fell.'])(
    'are none where a paragraph begins with the word: %j',
    source => {
      expect(text(source, true)).toBe(source);
    },
  );

  it('are no reason to lose what follows brackets that nothing closes', () => {
    expect(text('export {\n\nChữ', true)).toBe('\n\nChữ');
  });
});
