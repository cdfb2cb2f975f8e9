import { type Case, type Fate, frontMatter, published } from './case.ts';
import { NASTY_TEXTS } from './nasty-texts.ts';

/** Values of `withdrawn:` as somebody might write them. With none of them the article is published. */
const WITHDRAWALS: readonly (readonly [yaml: string, fate: Fate])[] = [
  ['true', 'withdrawn'],
  ['TRUE', 'withdrawn'],
  ['"True"', 'withdrawn'],
  ['!!bool true', 'withdrawn'],
  ['{}', 'withdrawn'],
  ['{ reason: Nguồn tin rút lời. }', 'withdrawn'],
  ['{ reason: Nguồn tin rút lời., date: 2026-11-23 08:00 }', 'withdrawn'],
  ['\n  reason: |\n    Hai dòng\n    lý do.\n  date: "2026-11-23T01:00:00Z"', 'withdrawn'],
  ['{ reason: }', 'withdrawn'],
  ['{ reason: [một, hai] }', 'withdrawn'],
  ['{ raeson: Nhầm tên. }', 'withdrawn'],
  ['{ date: mai }', 'withdrawn'],
  ['{ date: 2018-01-01 }', 'withdrawn'],
  ['{ date: 2099-01-01 }', 'withdrawn'],
  ['{ withdrawn: false }', 'withdrawn'],
  ['true\nupdated: 2099-01-01', 'withdrawn'],
  ['true\nupdated: 2026-11-23 09:00\ncorrection: Bản trước sai.', 'withdrawn'],
  ['true\nlink: https://khac.example/bai', 'withdrawn'],
  ['true\ndraft: true', 'draft'],
  ['false\ndraft: true', 'draft'],
  ['', 'rejected'],
  ['null', 'rejected'],
  ['~', 'rejected'],
  ['yes', 'withdrawn'],
  ['on', 'withdrawn'],
  ['1', 'rejected'],
  ['0', 'rejected'],
  ['tru', 'rejected'],
  ['fales', 'rejected'],
  ['đúng', 'withdrawn'],
  ['chắc', 'rejected'],
  ['true, vì sai nguồn', 'rejected'],
  ['Nguồn tin rút lời.', 'rejected'],
  ['2026-11-23', 'rejected'],
  ['[]', 'rejected'],
  ['[true]', 'rejected'],
  ['{ reason: Thiếu ngoặc', 'rejected'],
  ['true\nwithdrawn: false', 'rejected'],
];

/** The field itself, in any case. */
const SAME_NAMES: readonly string[] = ['Withdrawn', 'WITHDRAWN'];

/** Other names for the same, and the same name mistyped. */
const NEAR_NAMES: readonly string[] = [
  'with-drawn',
  'widthdrawn',
  'witdrawn',
  'withdraw',
  'withdrawal',
  'retracted',
  'deleted',
  'removed',
  'unpublished',
];

/** Text that may not appear before its date. */
const OF_LATER = 'secret0000later';

/** Corrections that can't be shown, or not yet. The article itself stands. */
const CORRECTIONS: readonly (readonly [name: string, fields: Readonly<Record<string, unknown>>])[] = [
  ['without a date', { correction: 'Bản trước sai.' }],
  ['before the article', { updated: '2018-01-01', correction: 'Bản trước sai.' }],
  ['with nothing in it', { updated: '2026-11-23 08:00', correction: '' }],
  ['that is a list', { updated: '2026-11-23 08:00', correction: ['một', 'hai'] }],
  ['that is a mapping', { updated: '2026-11-23 08:00', correction: { text: 'Bản trước sai.' } }],
  ['that is a number', { updated: '2026-11-23 08:00', correction: 5 }],
  ['that is no word', { updated: '2026-11-23 08:00', correction: true }],
  ['dated wrongly', { updated: 'mai', correction: 'Bản trước sai.' }],
  ['without a text', { updated: '2026-11-23 08:00', correction: null }],
  ['of an article that was not withdrawn', { updated: '2026-11-23 08:00', correction: 'Sai.', withdrawn: false }],
  ['announced for later', { updated: '2099-01-01', correction: OF_LATER }],
];

/** Articles that are taken back, or meant to be: all that they say is a secret. */
export function withdrawnCases(): readonly Case[] {
  const nasties = Object.values(NASTY_TEXTS).filter(text => text.length < 1000);
  const lines = [
    ...WITHDRAWALS.map(([yaml, fate]) => [`withdrawn: ${yaml}`, fate] as const),
    ...SAME_NAMES.map(name => [`${name}: true`, 'withdrawn'] as const),
    ...NEAR_NAMES.map(name => [`${name}: true`, 'rejected'] as const),
  ];
  return lines.flatMap(([line, fate], at) =>
    ['md', 'txt', 'html'].map((ending, kind): Case => {
      const secret = `secret${String(at * 3 + kind).padStart(4, '0')}gone`;
      const source = withdrawnSource(secret, nasties[(at * 3 + kind) % nasties.length] ?? '', line);
      return { name: `${line} in ${ending}`, key: `articles/go/${at}-${ending}.${ending}`, source, fate, secret };
    }),
  );
}

/** Every text there is as the reason, beside one article that stands: a feed of tombstones alone is none. */
export function reasonCases(): readonly Case[] {
  const reasons = Object.entries(NASTY_TEXTS).map(([nasty, text], at): Case => {
    const secret = `secret${String(at).padStart(4, '0')}reason`;
    const line = frontMatter({ withdrawn: { reason: `x ${text}`, date: '2026-11-23' } }).split('\n')[1] ?? '';
    const source = withdrawnSource(secret, '', line);
    return { name: `reason: ${nasty}`, key: `articles/ly-do/${at}.md`, source, fate: 'withdrawn', secret };
  });
  return [...reasons, published('what stands beside them', 'articles/con-lai.md', { title: 'Bài' })];
}

export function correctionCases(): readonly Case[] {
  return CORRECTIONS.map(([name, fields], at) => {
    const later = name === 'announced for later' ? { secret: OF_LATER } : {};
    const key = `articles/dinh-chinh/${at}.md`;
    return { ...published(`correction ${name}`, key, { title: 'Bài', ...fields }), ...later };
  });
}

function withdrawnSource(secret: string, nasty: string, line: string): string {
  const front = frontMatter({
    title: `${secret} ${nasty}`,
    date: '2026-11-22 08:00',
    author: { name: secret, email: `${secret}@bao.example`, url: `https://${secret}.example/` },
    categories: ['Chung'],
    tags: [secret],
    summary: `${secret} ${nasty}`,
    image: { src: `/media/${secret}.jpg`, alt: secret },
    enclosure: { url: `https://bao.example/${secret}.mp3`, title: secret },
  });
  return `${front.replace(/---\n$/, '')}${line}\n---\n<p>${secret}</p>\n\n${secret} ${nasty}\n`;
}
