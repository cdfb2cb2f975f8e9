import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { html, raw } from '../../../functions/core/pages/html.ts';
import { fc } from '../../property.ts';

describe('html', () => {
  it('escapes text and quoted attributes', () => {
    expect(html`<a title="${`"'`}">${'<b> & </b>'}</a>`.markup).toBe(
      '<a title="&quot;&#39;">&lt;b&gt; &amp; &lt;/b&gt;</a>',
    );
  });

  it('keeps templates and what is declared raw', () => {
    expect(html`${html`<i>${'<'}</i>`}${raw('<b>')}`.markup).toBe('<i>&lt;</i><b>');
  });

  it('joins lists and leaves nothing for undefined and false', () => {
    expect(html`${['<', html`<br>`, ['a', 0]]}|${undefined}|${false}|${''}`.markup).toBe('&lt;<br>a0|||');
  });

  it('drops the indentation of the template, not that of a value', () => {
    expect(
      html`
      <pre>${'a\n  b'}</pre>
      `.markup,
    ).toBe('\n<pre>a\n  b</pre>\n');
  });

  it('lets no text out of its place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'amp;', '#', 'a', ' ', '=', '/') }),
        text => {
          const [element, ...others] = parseDocument(html`<p title="${text}">${text}</p>`.markup).children;
          expect(others).toEqual([]);
          expect(element).toMatchObject({ name: 'p', attribs: { title: text } });
          expect(element && DomUtils.textContent(element)).toBe(text);
        },
      ),
    );
  });
});
