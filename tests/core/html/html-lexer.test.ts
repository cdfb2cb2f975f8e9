import { describe, expect, it } from 'vitest';
import { lexHtml } from '../../../functions/core/html/html-lexer.ts';

/** Everything that the lexer reports of a fragment, each with the text between its offsets. */
function constructsOf(html: string, takesRaw = true): readonly string[] {
  const seen: string[] = [];
  const at = (start: number, end: number): string => html.slice(start, end);
  lexHtml(html, {
    open: (name, start, end, isSelfClosing, stray) => {
      seen.push(`open ${name} ${at(start, end)}${isSelfClosing ? ' closed' : ''}${stray && ` stray ${stray}`}`);
    },
    close: (name, start, end) => seen.push(`close ${name} ${at(start, end)}`),
    hidden: (start, end) => seen.push(`hidden ${at(start, end)}`),
    cdata: (start, end) => seen.push(`cdata ${at(start, end)}`),
    raw: (name, { start, text, close, end }) => {
      seen.push(`raw ${name} ${at(start, text)}|${at(text, close)}|${at(close, end)}`);
      return takesRaw;
    },
    literal: start => seen.push(`literal ${start}`),
  });
  return seen;
}

describe('the lexer of HTML', () => {
  it.each([
    ['<p>a</p>', ['open p <p>', 'close p </p>']],
    ['<P Class=x>', ['open p <P Class=x>']],
    ['<br/><br />', ['open br <br/> closed', 'open br <br /> closed']],
    [`<a title="a > b" href='x'>`, [`open a <a title="a > b" href='x'>`]],
    ['<a href=x/>', ['open a <a href=x/>']],
    ['</ p >', ['close p </ p >']],
    ['<video controls autoplay muted>', ['open video <video controls autoplay muted>']],
  ])('reads the tags of %s', (html, seen) => {
    expect(constructsOf(html)).toEqual(seen);
  });

  it.each([
    ['<!-- a > b -->', 'hidden <!-- a > b -->'],
    ['<!-- a --!>', 'hidden <!-- a --!>'],
    ['<!-->', 'hidden <!-->'],
    ['<!DOCTYPE html>', 'hidden <!DOCTYPE html>'],
    ['<?xml version="1.0"?>', 'hidden <?xml version="1.0"?>'],
    ['<?php echo "a > b" ?>', 'hidden <?php echo "a > b" ?>'],
    ['<![if IE]>', 'hidden <![if IE]>'],
    ['<![CDATA[a <b> c]]>', 'cdata <![CDATA[a <b> c]]>'],
  ])('reads %s as one construct', (html, seen) => {
    expect(constructsOf(html)).toEqual([seen]);
  });

  it.each([
    'a < b',
    '<3',
    '<p',
    '<p class="x',
    '<!-- a',
    '<![CDATA[a',
    '<?php a',
    '<script>a',
    '</ p a word>',
    '<if you like>',
    '<a href="x>y</a>',
    `<p ${'a=b '.repeat(300)}>`,
  ])('takes the < of %s for a character', html => {
    expect(constructsOf(html)[0]).toBe(`literal ${html.indexOf('<')}`);
  });

  it('reports what stands in a tag where attributes should', () => {
    expect(constructsOf('<p title="Lời "khó" nói">')).toEqual(['open p <p title="Lời "khó" nói"> stray khó" nói"']);
  });

  it('ends raw text with its own end tag alone, and reads it on where it is not taken', () => {
    const html = '<script>a </b> </scripts></SCRIPT><b>';
    expect(constructsOf(html)).toEqual(['raw script <script>|a </b> </scripts>|</SCRIPT>', 'open b <b>']);
    expect(constructsOf('<title><b>x</b></title>', false)).toEqual([
      'raw title <title>|<b>x</b>|</title>',
      'literal 0',
      'open b <b>',
      'close b </b>',
      'close title </title>',
    ]);
    expect(constructsOf('<style>a</style words>')[0]).toBe('literal 0');
  });

  it('goes on behind a character that begins nothing', () => {
    expect(constructsOf('1 < 2 <b>x</b>')).toEqual(['literal 2', 'open b <b>', 'close b </b>']);
  });
});
