import { describe, expect, it } from 'vitest';
import { createArticleReader } from '../../../functions/core/article/read-article.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { fc, runs } from '../../property.ts';
import { sources } from '../body/nasty-sources.ts';
import { render } from '../body/render.ts';
import { SITE } from '../samples.ts';

const HEAD = '---\ntitle: Tựa đề\ndate: 2026-01-02\n---\n';

function read(key: string, text: string): readonly string[] {
  const { problems } = createArticleReader(SITE)({ key, bytes: Buffer.from(text), lastModified: 0 });
  return problems.map(formatProblem);
}

describe('a source that is read', () => {
  it('tells the words that its article will not show, by their place in the file', () => {
    expect(read('articles/a.md', `${HEAD}\nLời <select>một</select>\n`)).toEqual([
      'articles/a.md:6:5: warning: <select> and the 3 characters in it are left out; articles have no forms; ' +
        'write what readers should see as text, or take it out',
    ]);
    const post = '<div class="fb-post" data-href="https://www.facebook.com/an/posts/1"></div>';
    for (const ending of ['md', 'html'])
      expect(read(`articles/a.${ending}`, `${HEAD}<p>Lời</p>\n${post}\n`)).toEqual([
        `articles/a.${ending}:6:1: warning: a post from www.facebook.com that a script would show is a link here, ` +
          'since no scripts run; write in its place what readers should see',
      ]);
    expect(read('articles/a.html', `${HEAD}<p>Lời\n<noscript>một</noscript>`)).toEqual([
      expect.stringMatching(/^articles\/a\.html:6:1: warning: <noscript> and the 3 characters in it are left out; /),
    ]);
  });

  it.each([
    ['<input value="một">', '<input> and the 3 characters in it are left out; articles have no forms'],
    ['<input type="Search" value="một hai"/>', '<input> and the 7 characters in it are left out'],
    ['<input type="hidden" value="một"><input type="checkbox" value="on"><input value=""><input type="submit">', ''],
  ])('tells what stands in fields of a form: %s', (field, message) => {
    for (const ending of ['md', 'html'])
      expect(read(`articles/a.${ending}`, `${HEAD}\n<p>Lời ${field} hai</p>\n`)).toEqual(
        message === '' ? [] : [expect.stringContaining(message)],
      );
  });

  it('tells them of a draft, too, but not of what was withdrawn', () => {
    const text = `${HEAD}<svg>một</svg>`;
    expect(read('articles/a.md', text.replace('date', 'draft: true\ndate'))).toHaveLength(1);
    expect(read('articles/a.md', text.replace('date', 'withdrawn: true\ndate'))).toEqual([]);
  });

  it.each(['md', 'html'])('tells the links of elements that lie too deep in each other (.%s)', ending => {
    const deep = `<a href="/a">một</a> hai${'<i>'.repeat(199)}`;
    expect(read(`articles/a.${ending}`, `${HEAD}${deep}`)).toEqual([]);
    expect(read(`articles/a.${ending}`, `${HEAD}${deep}<i><i>`)).toEqual([
      expect.stringContaining('elements lie too deep in each other for any reader; close what is open'),
    ]);
  });

  it.each([
    ['md', 'markdown'],
    ['mdx', 'mdx'],
    ['html', 'html'],
    ['txt', 'text'],
  ] as const)('is looked at closely wherever there may be any (.%s)', (ending, format) => {
    fc.assert(
      fc.property(sources(8), source => {
        const losses = new Set(render(format, source).losses.map(({ line }) => line));
        const found = read(`articles/a.${ending}`, HEAD + source);
        expect(found.length > 0).toBe(losses.size > 0);
      }),
      runs(1000),
    );
  });
});

describe('navigation at the end of a saved page', () => {
  const LONG = 'Bà con mang ra chợ những thứ hàng xén mà nhiều năm nay không ai còn thấy bày bán ở đâu nữa, từ sớm.';
  const PIECES = [
    ...['<p>Đọc thêm</p>', '<p><b>Xem</b> thêm</p>', 'Chia sẻ', '<a href="/b">Xem thêm</a>', '<p>Lời.</p>', '<br>'],
    ...[`<p>${LONG}</p>`, `<a href="/c">${LONG}</a>`, '<!-- ', ' -->', `<!-- ${LONG} -->`, '<ul><li>', '</li></ul>'],
    ...[`<p>Đọc tin <a href="/e">đọc tiếp</a> &amp; nữa.</p>`, '<p>Chia sẻ', '<p>Facebook</p>', '<b>', '</b>', '<li>'],
    ...[
      '<p>',
      '</p>',
      '<blockquote>',
      '</blockquote>',
      'Đọc',
      'thêm',
      '<i>thêm</i>',
      '&nbsp;'.repeat(20),
      '<p>Tựa đề</p>',
    ],
    ...['<blockquote><p>Đọc</p>', '<p>thêm</p></blockquote>', '<a href="/f"><p>Lời</p>', '<p>Lời</p></a>'],
    ...['<p>27/11/2026</p>', '<div>Từ khóa: <a href="/g">A</a>, <a href="/h">B</a></div>', '<p>Bình luận (2)</p>'],
    ...['<p>Chia sẻ: <a href="/i">X</a> <a href="/k">Zalo</a></p>', '<li><a href="/l">A</a> 27/11/2026</li>', 'Tags:'],
    ...['<p>Tags: <a href="/m">A</a></p>', '<p><a href="/n">A</a> 08:30 27/11/2026</p>', 'X Zalo', '27/11/2026'],
    ...['<article>', '</article>', '<div hidden>', '</div>', '<a href="/d">', '</a>', `<noscript>${LONG}</noscript>`],
  ];

  it('is told of wherever it is left out, whatever stands below a label', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }), pieces => {
        const html = `<p>Lời đầu.</p>${pieces.join('\n')}`;
        const found = read('articles/a.html', HEAD + html).filter(line => line.includes('at the end of a saved page'));
        expect(found.length > 0).toBe((render('html', html).navigation ?? []).length > 0);
      }),
      runs(3000),
    );
  });

  const left = (label: string): string =>
    `"${label}" seems to be left of a saved page, and is published with what stands below it; take it out, or list ` +
    'it in plainText.drop';

  it.each([
    ['txt', 'Lời đầu tiên.\n\nTin liên quan\nChợ nổi họp lại sau lũ\n', 7, 'Tin liên quan'],
    ['txt', 'Lời đầu tiên.\n\nChia sẻ\nMột lời cuối cùng.\n\nXem tiếp\nMột lời nữa.\n', 7, 'Chia sẻ'],
    ['html', '<p>Lời.</p>\n<h3>Tin liên quan</h3>\n<p><a href="/a">A</a></p><p>Một lời nữa.</p>', 6, 'Tin liên quan'],
    ['html', '<p>Lời.</p>\n<div><span>Bình luận (12)</span></div><p>An: hay quá.</p>', 6, 'Bình luận (12)'],
  ])('is told of once where it is kept, since not all below it is known: .%s %j', (ending, text, line, label) => {
    expect(read(`articles/a.${ending}`, HEAD + text)).toEqual([
      `articles/a.${ending}:${line}: warning: ${left(label)}`,
    ]);
  });

  it.each([
    ['txt', `Lời đầu tiên.\n\nXem tiếp\n${'Một lời nữa.\n\n'.repeat(15)}`],
    ['txt', 'Lời đầu tiên.\n\nXem tiếp: chợ nổi họp lại\nMột lời nữa.\n'],
    ['txt', 'Lời đầu tiên.\n\nĐọc thêm\nMột lời nữa.\n'],
    ['html', '<p>Lời.</p><h3>Đọc thêm</h3><p>Một lời nữa.</p>'],
    ['html', '<p>Lời.</p><p>Xem tiếp <b>kỳ sau</b></p><p>Một lời nữa.</p>'],
  ])('is not told of far above the end, as a part of a line, or as a line of the site: .%s %j', (ending, text) => {
    expect(read(`articles/a.${ending}`, HEAD + text)).toEqual([]);
  });

  it('is told of by its place, labels once for all files, headlines in each', () => {
    const headlines = 'Hai người bị bắt vì trộm chó\nVì sao giá gạo tăng trở lại';
    const text = `${HEAD}Lời.\n\nTin liên quan\n${headlines}\n\nXem tiếp\nXem tiếp\n`;
    expect(read('articles/a.txt', text)).toEqual([
      'articles/a.txt:7: warning: "Tin liên quan" and the 2 headlines below it at the end of a saved page are ' +
        'left out; if they belong to the article, put them above that line',
      'articles/a.txt:11: note: "Xem tiếp" at the end of a saved page: left out, since it leads elsewhere',
    ]);
    const { problems } = createArticleReader(SITE)({
      key: 'articles/a.txt',
      bytes: Buffer.from(`${HEAD}Lời.\n\nCùng chuyên mục\nRelated\n`),
      lastModified: 0,
    });
    // Those that the site names itself go without a word.
    expect(problems).toMatchObject([{ line: 8, severity: 'note', files: 1 }]);
  });

  it('is told of in HTML, however its letters are written', () => {
    const page = (label: string) =>
      `${HEAD}<article>\n<p>Lời.</p>\n<h3>${label}</h3>\n<p><a href="/a">A</a></p></article>`;
    const links = '"Xem tiếp" and the link below it at the end of a saved page: left out, since it leads elsewhere';
    expect(read('articles/a.html', page('Xem tiếp'))).toEqual([`articles/a.html:7: note: ${links}`]);
    expect(read('articles/a.html', page('Xem ti&#7871;p'))).toEqual([`articles/a.html: note: ${links}`]);
    expect(read('articles/a.html', page(`Xem tiếp${' '.repeat(200)}`))).toEqual([`articles/a.html:7: note: ${links}`]);
    const indented = page(`${'&nbsp;'.repeat(20)}Xem tiếp`);
    expect(read('articles/a.html', indented)).toEqual([`articles/a.html:7: note: ${links}`]);
    expect(read('articles/a.html', page('Đọc thêm'))).toEqual([expect.stringContaining('the link below it')]);
    expect(read('articles/a.html', `${HEAD}<p>Lời.</p><p>Đọc thêm</p>`)).toEqual([]);
    expect(read('articles/a.html', `${HEAD}<p>Xem tiếp</p><p>Lời &eacute;.</p>`)).toEqual([
      `articles/a.html:5: warning: ${left('Xem tiếp')}`,
    ]);
    expect(read('articles/a.md', `${HEAD}Lời.\n\nXem tiếp\n`)).toEqual([]);
  });
});

describe('an article without a date', () => {
  const undated = (name: string, text: string) =>
    createArticleReader(SITE)({
      key: `articles/${name}`,
      bytes: Buffer.from(text),
      lastModified: Date.UTC(2026, 10, 20, 3),
    });

  it('has one proposed that its text names, and keeps that of its upload', () => {
    const text = 'Tựa đề\n\n(PLO) - Ngày 7/12, tòa xử. Biên bản năm 2018.\n';
    const { article, problems } = undated('a.txt', text);
    expect(article?.published).toBe(Date.UTC(2026, 10, 20, 3));
    const proposal = 'add date: 2018-12-07, if it came out on "Ngày 7/12"';
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining(`${proposal} (line 3)`)]);
    const headed = undated('b.txt', `---\ntitle: A\n---\n${text}`).problems;
    expect(headed.map(({ message }) => message)).toEqual([expect.stringContaining(`${proposal} (line 6)`)]);
    const head = '<head><title>1/1/2001</title></head>';
    const html = `${head}\n<article class="x">\n<p>Ngày\n<b>Ngày 7/12/2018</b>, tòa</p></article>`;
    expect(undated('c.html', html).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('add date: 2018-12-07, if it came out on "Ngày 7/12/2018" (line 4)'),
    ]);
  });

  it('has none proposed where its text names none', () => {
    expect(undated('a.txt', 'Tựa đề\n\nTòa xử.\n').problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/; add date:$/),
    ]);
  });
});

describe('a frame', () => {
  const PLAYERS =
    'players are from www.youtube.com, www.youtube-nocookie.com, player.vimeo.com, www.dailymotion.com, ' +
    'open.spotify.com, w.soundcloud.com, www.openstreetmap.org, by https; link to others';
  const frame = (src: string) => `<iframe src="${src}" width="5"></iframe>`;
  const FOREIGN = frame('https://www.facebook.com/plugins/video.php?href=1');

  it.each([
    ['articles/a.md', FOREIGN, 'www.facebook.com'],
    ['articles/a.html', FOREIGN, 'www.facebook.com'],
    ['articles/a.md', frame('http://www.youtube.com/embed/x'), 'http://www.youtube.com'],
    ['articles/a.md', frame('https://www.youtube.com:8443/embed/x'), 'https://www.youtube.com:8443'],
  ])('that is left out of %s is told of at its line: %s', (key, html, from) => {
    const [problem, ...others] = read(key, `---\ntitle: A\ndate: 2026-01-02\n---\n<p>Lời.</p>\n\n${html}\n`);
    expect(problem).toMatch(/^articles\/a\.(?:md|html):7(?::\d+)?: warning: /);
    expect(problem).toContain(`a frame from ${from} is left out; ${PLAYERS}`);
    expect(others).toEqual([]);
  });

  it('of a player is none, and of many the rest are one', () => {
    const told = (text: string) => read('articles/a.md', `---\ntitle: A\ndate: 2026-01-02\n---\nLời.\n\n${text}\n`);
    expect(told(frame('https://www.youtube.com/embed/x'))).toEqual([]);
    const many = told(Array.from({ length: 50 }, () => FOREIGN).join('\n\n'));
    expect(many).toHaveLength(4);
    expect(many[3]).toContain('47 more from here on: frames from www.facebook.com are left out');
  });
});
