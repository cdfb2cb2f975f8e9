import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  boundedProblems,
  joinBatches,
  MAX_NOTICES,
  type Notice,
  type NoticeKind,
  oneLine,
  uploaderIn,
} from '../../../functions/core/notices/notice.ts';
import { noticeMessage } from '../../../functions/core/notices/notice-message.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { HOUR, NOW, SITE } from '../samples.ts';

const ENGLISH: Site = { ...SITE, language: 'en-GB', title: 'The Gazette' };
const REJECTED: Notice = {
  kind: 'rejected',
  path: 'articles/the-thao/hong.md',
  version: '"1" 2026-11-23T12:00:00Z',
  uploadedBy: 'Lê Na <na@bao.example>',
  wasPublished: true,
  problems: [
    { line: 3, column: 7, severity: 'error', message: 'date: there is no 30 February; write another day' },
    { severity: 'error', message: 'the file is too large' },
  ],
  moreProblems: 2,
};
const NOTICES: readonly Notice[] = [
  { kind: 'mended', path: 'articles/a.md', version: '2', url: 'https://feeds.bao.example/articles/a/', problems: [] },
  { kind: 'late', path: 'articles/b.md', version: '3', problems: [], due: NOW - HOUR, out: NOW },
  {
    kind: 'refused',
    path: 'articles/c.md',
    version: '4',
    problems: [{ severity: 'error', message: 'Google News: x' }],
  },
  REJECTED,
];

const messageOf = (notices: readonly Notice[], site = SITE, more = 0) =>
  noticeMessage({ since: NOW, notices, more }, site);

describe('a message to editors', () => {
  it('says in Vietnamese what is wrong, where, what to do, and who uploaded it', () => {
    const { subject, text } = messageOf([REJECTED]);
    expect(subject).toBe('Báo Mẫu: 1 bài bị từ chối');
    expect(text).toBe(`1 bài bị từ chối.

BỊ TỪ CHỐI: articles/the-thao/hong.md
  dòng 3:7: date: there is no 30 February; write another day
  the file is too large
  Trong tệp còn 2 lỗi nữa.
  Người tải lên: Lê Na <na@bao.example>
  Trước đó bài đã đăng; từ nay đến khi sửa xong, bài không có trong feed nào.
  Để bài được đăng, hãy sửa tệp rồi tải lên lại với đúng tên cũ.

bantin status ĐƯỜNG-DẪN cho biết bài ra sao. Thư này do Bantin tự gửi; không ai đọc thư trả lời.
`);
  });

  it('puts the gravest first, in English for every other language', () => {
    const { subject, text } = messageOf(NOTICES, ENGLISH, 7);
    expect(subject).toBe('The Gazette: 1 rejected, 1 to be refused by aggregators, 1 published late, 1 mended');
    expect(text.match(/^[A-Z ]+: .*$/gm)).toEqual([
      'REJECTED: articles/the-thao/hong.md',
      'AGGREGATORS WOULD REFUSE: articles/c.md',
      'PUBLISHED LATE: articles/b.md',
      'MENDED: articles/a.md',
    ]);
    expect(text).toContain('It was due at 2026-11-23T18:00:00+07:00 and came out at 2026-11-23T19:00:00+07:00.');
    expect(text).toContain('Read at: https://feeds.bao.example/articles/a/');
    expect(text).toContain('line 3:7: date:');
    expect(text).toContain('There are 2 more problems in it.');
    expect(text).toContain('And 7 more: see bantin status.');
    expect(messageOf(NOTICES, SITE, 7).text).toContain('Và 7 mục nữa: xem bantin status.');
    expect(messageOf(NOTICES).subject).toContain('1 bài trang tổng hợp sẽ không nhận, 1 bài đăng trễ, 1 bài đã sửa');
    expect(messageOf(NOTICES).text).toContain('Lẽ ra bài được đăng lúc 2026-11-23T18:00:00+07:00');
  });

  it('has a form for programs with every field', () => {
    const { text, document } = messageOf(NOTICES, ENGLISH, 7);
    expect(document).toEqual({
      version: 1,
      newsroom: 'The Gazette',
      url: 'https://bao.example/',
      language: 'en-GB',
      at: '2026-11-23T12:00:00Z',
      notices: [
        REJECTED,
        NOTICES[2],
        { ...NOTICES[1], due: '2026-11-23T11:00:00Z', out: '2026-11-23T12:00:00Z' },
        NOTICES[0],
      ],
      more: 7,
      text,
    });
  });

  it('stays plain, on lines of its own, and below what SNS takes, whatever articles hold', () => {
    const nasty = '"\\\u202e\r\nBcc: all@bao.example\u0000\u2028https://ban:mật@bao.example/';
    const message = oneLine(nasty.repeat(100), 300);
    const notice: Notice = {
      ...REJECTED,
      path: `articles/${nasty}${'"'.repeat(900)}.md`,
      url: `https://bao.example/${'%22'.repeat(3000)}`,
      uploadedBy: uploaderIn({ 'uploaded-by': nasty.repeat(9) }) ?? '',
      problems: [1, 2, 3].map(line => ({ line, severity: 'error' as const, message })),
    };
    const all = Array.from({ length: MAX_NOTICES }, (_, at) => ({ ...notice, version: String(at) }));
    const { subject, text, document } = messageOf(all, { ...ENGLISH, title: `Tin${nasty.repeat(40)}` });
    expect(subject.length).toBeLessThan(100);
    for (const line of [subject, ...text.split('\n')]) expect(line).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(text.split('\n').filter(line => line.startsWith('Bcc'))).toEqual([]);
    expect(text).not.toContain('mật@');
    expect(document.notices.length).toBeGreaterThan(0);
    expect(document.more).toBe(MAX_NOTICES - document.notices.length);
    const size = Buffer.byteLength(JSON.stringify({ default: JSON.stringify(document), email: text }));
    expect(size).toBeLessThan(262_144);
  });

  it('still says how many there are where a single one is too large', () => {
    const { document } = messageOf([{ ...REJECTED, url: `https://bao.example/${'a'.repeat(300_000)}` }]);
    expect([document.notices, document.more]).toEqual([[], 1]);
  });
});

describe('notices', () => {
  it('keep the first problems, cut in the middle', () => {
    const problem = { severity: 'error' as const, message: `${'a'.repeat(400)}; mend it`, line: 1, column: 2 };
    const { problems, moreProblems } = boundedProblems([problem, problem, problem, problem]);
    expect([problems.length, moreProblems]).toEqual([3, 1]);
    expect(problems[0]?.message).toMatch(/^a+…a*; mend it$/);
    expect(problems[0]?.message.length).toBeLessThanOrEqual(300);
    expect(boundedProblems([{ severity: 'error', message: 'x', line: 4 }])).toEqual({
      problems: [{ severity: 'error', message: 'x', line: 4 }],
    });
  });

  it('name nobody where the metadata names nobody', () => {
    expect(uploaderIn(undefined)).toBeUndefined();
    expect(uploaderIn({ 'uploaded-by': ' \u0000 ' })).toBeUndefined();
    expect(uploaderIn({ 'uploaded-by': 'Mai\nLan' })).toBe('Mai Lan');
  });

  it('are joined, each version once, and no more than a message has', () => {
    const notices = Array.from({ length: 15 }, (_, at): Notice => ({ ...REJECTED, version: String(at) }));
    const others = notices.map(notice => ({ ...notice, path: 'articles/b.md' }));
    expect(joinBatches('r', NOW, [])).toBeUndefined();
    expect(
      joinBatches('r', NOW, [
        { notices, more: 0 },
        { notices, more: 2 },
      ]),
    ).toEqual({
      run: 'r',
      since: NOW,
      notices,
      more: 2,
    });
    expect(
      joinBatches('r', NOW, [
        { notices, more: 1 },
        { notices: others, more: 0 },
      ])?.more,
    ).toBe(11);
  });

  it('say only what became of a source last, where it was rejected and mended in turn', () => {
    const of = (kind: NoticeKind, version: string): Notice => ({ ...REJECTED, kind, version });
    const joined = (...notices: readonly Notice[]) =>
      joinBatches(
        'r',
        NOW,
        notices.map(notice => ({ notices: [notice], more: 0 })),
      )?.notices.map(({ kind, version }) => `${kind} ${version}`);
    expect(joined(of('rejected', '1'), of('mended', '2'))).toEqual(['mended 2']);
    expect(joined(of('mended', '1'), of('rejected', '1'))).toEqual(['rejected 1']);
    expect(joined(of('rejected', '1'), of('mended', '1'), of('rejected', '1'))).toEqual(['rejected 1']);
    expect(joined(of('rejected', '1'), of('rejected', '2'))).toEqual(['rejected 1', 'rejected 2']);
    expect(joined(of('late', '1'), of('rejected', '2'))).toEqual(['rejected 2', 'late 1']);
    expect(joined({ ...of('rejected', '1'), path: 'articles/b.md' }, of('mended', '2'))).toEqual([
      'rejected 1',
      'mended 2',
    ]);
  });

  it('keep what is worst where a message has no room for all', () => {
    const mended = Array.from(
      { length: 30 },
      (_, at): Notice => ({ ...REJECTED, kind: 'mended', path: `articles/${at}.md` }),
    );
    const joined = joinBatches('r', NOW, [
      { notices: mended, more: 0 },
      { notices: [REJECTED], more: 0 },
    ]);
    expect(joined?.notices.map(({ kind }) => kind)).toEqual([
      'rejected',
      ...Array.from({ length: 19 }, () => 'mended'),
    ]);
    expect(joined?.more).toBe(11);
  });
});
