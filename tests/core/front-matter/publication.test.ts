import { describe, expect, it } from 'vitest';
import { publicFrom } from '../../../functions/core/article/article.ts';
import { isOut } from '../../../functions/core/article/is-out.ts';
import { heldArticle } from '../../../functions/core/index/held.ts';
import { articleOf, NOW, problemsOf, read } from '../samples.ts';

function front(fields: string): string {
  return `---\ntitle: A\ndate: 2020-01-01\n${fields}\n---\nx`;
}

/** Returns the fate of an article with certain fields at `NOW`, a day in November 2026. */
function fateOf(fields: string): string {
  const { article } = read(front(fields));
  return article ? (heldArticle(article, NOW)?.kind ?? 'public') : 'rejected';
}

describe('a field of another publisher', () => {
  it.each([
    ...['isDraft: true', 'is_draft: yes', 'isDraft: 1', 'wip: true', 'hide: true', 'private: true', 'hidden: "true"'],
    ...['noPublish: true', 'no_publish: yes', 'dont-publish: true', 'neverPublish: true', 'dg-publish: false'],
    ...['protect: logged_in', 'protected_by: password', 'access: { site.login: true }', 'ignored: true'],
    ...['encrypted: true', 'workflow: in-review', 'routable: false', 'wordpress: { status: private }'],
    ...['published: false', 'publish: no', 'isPublished: false', 'is_published: FALSE', 'public: false', 'show: off'],
    ...[
      'isAccessibleForFree: false',
      'visible: false',
      'enabled: false',
      'active: false',
      'live: false',
      'ready: false',
      'Published: False',
    ],
    ...['status: draft', 'status: Private', 'post_status: pending', 'state: draft', 'type: draft', 'status: 0'],
    ...[
      'visibility: unlisted',
      'status: bản nháp',
      'password: abc',
      'permalink: false',
      'permalink: no',
      'headless: true',
      'render: false',
    ],
    ...[
      'audience: only_paid',
      'access: subscribers',
      'tier: paid',
      'premium: true',
      'paywall: yes',
      'membersOnly: true',
    ],
    ...['tiers: [paid]', 'access: [members]', 'audience: paid_subscribers', "audience: 'paying subscribers'"],
    ...['access: paid-members', 'access: restricted', 'tiers: [{ name: Paid, slug: gold }]', 'access: membersOnly'],
    ...['visibility: paid-members', 'membership: { level: premium }', 'accessLevel: [admin, subscriber]'],
    ...['audience: thành viên trả phí', 'audience: "those who are paid members of our newspaper in the town of Na"'],
    ...['state: [draft]', 'visibility: [members]', 'extra: { tiers: [paid] }'],
    ...['eleventyExcludeFromCollections: true', '_build: { render: never }', 'build: { list: never }'],
    ...['embargo: true', 'extra: { hidden: true }', 'params: { draft: true }', 'scheduled: true', 'expired: true'],
    ...['do_not_publish: true', 'doNotPublish: yes', 'not_ready: true', 'hold: true', 'on_hold: true'],
    ...['listed: false', 'approved: false', 'stage: draft', 'approval: pending', 'loginRequired: true', 'trash: true'],
    ...['go_live: false', 'goLive: draft', 'golive: no'],
    ...['disabled: true', 'inactive: true', 'offline: true', 'invisible: yes', 'online: false', 'isDisabled: true'],
    ...['inTrash: true', 'trashed: true', 'reviewed: false', 'is_reviewed: false', 'review: pending'],
    ...['requireLogin: true', 'authRequired: true', 'requires_auth: true', 'loginOnly: true', 'isMembersOnly: true'],
    ...['login: required', 'access: login', 'access: registered', 'access: logged-in', 'audience: [registered]'],
    ...['post', 'article', 'wp', 'cms', 'Post'].map(group => `${group}: { status: private }`),
    ...['meta: { draft: true }', 'publishing: { status: draft }', 'page: { published: false, show: true }'],
    ...['not_public: true', 'isNotDraft: false', 'draft-status: draft', 'publish_status: in review', 'drafts: true'],
  ])('holds back as a draft, and says how to let it out: %s', field => {
    expect(fateOf(field)).toBe('draft');
    expect(problemsOf(front(field))).toEqual([
      expect.stringMatching(/^articles\/a\.md:4:\d+: warning: .* holds the article back as a draft; to publish it, /),
    ]);
  });

  it.each([
    ...['publishDate: 2030-01-01', 'publishedAt: 2030-01-01', 'published_at: 2030-01-01', 'published: 2030-01-01'],
    ...['pubDate: 2030-01-01', 'pubDatetime: 2030-01-01T08:00:00Z', 'embargo_until: 2030-01-01', 'live: 2030-01-01'],
    ...['embargo: 2030-01-01', 'releaseDate: 2030-01-01', 'release: 2030-01-01', 'hide_until: 2030-01-01'],
    ...['goLiveAt: 2030-01-01', 'publish-after: 2030-01-01', 'scheduled_for: 2030-01-01', 'visible from: 2030-01-01'],
    ...['extra: { publishDate: 2030-01-01 }', 'not_public_until: 2030-01-01'],
  ])('holds back until a date: %s', field => {
    expect(fateOf(field)).toBe('waiting');
    expect(problemsOf(front(field))[0]).toMatch(
      /comes after date, so the article is (published only|not public before) then/,
    );
  });

  it.each([
    ...['expiryDate: 2021-01-01', 'expires: 2021-01-01', 'unpublishDate: 2021-01-01', 'unpublish_at: 2021-01-01'],
    ...['deletedAt: 2021-01-01', 'deleted_at: 2021-01-01T08:00:00Z', 'trashedAt: 2021-01-01', 'trashed: 2021-01-01'],
    ...['expires_on: 2021-01-01', 'visible_until: 2021-01-01', 'hide_from: 2021-01-01', 'expires: 2019-01-01'],
  ])('holds back from a date on: %s', field => {
    expect(fateOf(field)).toBe('expired');
    expect(fateOf(field.replace(/20(?:21|19)/, '2030'))).toBe('public');
  });

  it.each([
    [
      'expires: 2019-12-31',
      /^articles\/a\.md:4:1: warning: expires: the article is over before it begins, at 2020-01-0/,
    ],
    ['expiryDate: 2020-01-01', /:4:1: warning: expiryDate: .*, so it is never public; write a later date$/],
    ['expires: 2031-01-01\npublishDate: 2032-01-01', /:4:1: warning: expires: .* begins, at 2032-01-0/],
    ['expires: 2031-01-01\nunpublish_at: 2019-01-01', /:5:1: warning: unpublish_at: /],
  ])('is told of where the article is over before it begins: %s', (fields, problem) => {
    expect(problemsOf(front(fields))).toContainEqual(expect.stringMatching(problem));
  });

  it.each(['expires: 2020-01-02', 'expires: 2019-01-01\nwithdrawn: true'])('may end an article: %s', field => {
    expect(problemsOf(front(field)).join('\n')).not.toContain('over before it begins');
  });

  it.each([
    ...['published: true', 'publish: yes', 'draft: false', 'isDraft: false', 'status: published', 'status: publish'],
    ...['visibility: public', 'private: false', 'hide: false', 'published: 2019-01-01', 'publishDate: 2019-01-01'],
    ...['embargo: 2019-01-01', 'embargo: false', 'password: ""', 'expires: never', 'expiryDate: false', 'live: true'],
    ...['publishDate:', 'expiryDate:', 'build: { render: always }', 'deleted: false', 'retracted: no', 'status: 1'],
    ...['do_not_publish: false', 'hold: false', 'not_ready: false'],
    ...['isDeleted: false', 'deletedAt:', 'deleted_at: null', 'trashed: false', 'disabled: false', 'online: true'],
    ...[
      'approval: approved',
      'approvalStatus: Approved',
      'approval: 2019-01-01',
      'reviewed: true',
      'requiresAuth: false',
    ],
    ...['is_not_public: false', 'releaseDate: 2019-01-01', 'password: false'],
  ])('lets out without a word: %s', field => {
    expect(fateOf(field)).toBe('public');
    expect(problemsOf(front(field))).toEqual([]);
  });

  it.each([
    ...['paid: true', 'sponsored: true', 'audience: everyone', 'tiers: [free, paid]', 'access: unpaid', 'tiers: []'],
    ...['state: paid members', 'audience: [farmers, remembered]', 'membership: { since: 2020 }', 'type: [post, essay]'],
    ...['noindex: true', 'no_date: true'],
    ...[
      'neverExpires',
      'never_expire',
      'dont-expire',
      'no_expiry',
      'noEmbargo',
      'no_schedule',
      'never_unpublish',
      'dont_unpublish',
    ].flatMap(name => [`${name}: false`, `${name}: no`, `${name}: true`]),
    ...['publisher: NXB Trẻ', 'hide_table_of_contents: true', 'eventDate: 2030-01-01', 'release: true'],
    ...[
      'release: false',
      'release: v1.2',
      'live: https://bao.example/',
      'show: The Daily',
      'active: home',
      'hide: [toc]',
    ],
    ...['type: review', 'state: Hà Nội', 'permalink: /a/', 'hide_date: true', 'publishedBy: Lê Na', 'schedule: weekly'],
    ...['private_notes: true', 'publication: Báo', 'eleventyExcludeFromCollections: [a]', 'start_date: 2030-01-01'],
    ...['disabled: comments', 'offline: [maps]', 'online: https://bao.example/', 'trash: plastic', 'review: 4/5'],
    ...['reviewed: 2021-01-01', 'login: https://bao.example/login', 'review: { score: 8 }', 'issue: true'],
    ...['meta: { show: false }', 'page: { hide: true }', 'publication: { access: members }', 'page: { active: false }'],
    ...['date_time: 2030-01-01', `${'publish_'.repeat(20)}date: 2030-01-01`],
  ])('is about something else: %s', field => {
    expect(fateOf(field)).toBe('public');
    expect(problemsOf(front(field))).toEqual([
      expect.stringMatching(
        /:4:1: (?:warning: .* is not a field that Bantin knows|note: .* is read as a former address)/,
      ),
    ]);
  });

  it.each([
    ...['published:', 'published: perhaps', 'published: [true]', 'isDraft: maybe', 'status: ngủ', 'status: [draft]'],
    ...['status:', 'publishDate: mai', 'publishDate: 12345', 'publishDate: { a: 1 }', 'embargo: until Monday'],
    ...['expiryDate: mai', 'expires: true', 'release_date: early 2030', 'visible_until: 1/2030', 'retracted: true'],
    ...['isDeleted: true', 'approval: rejected', 'approvalStatus: needs changes', 'approval:', 'deletedAt: last week'],
    ...['unpublished: true', 'deleted:', 'dratf: true', 'drafts: x', 'withdrawm: true'],
  ])('that may hold back and can not be understood is an error: %s', field => {
    expect(fateOf(field)).toBe('rejected');
    expect(problemsOf(front(field))).toEqual([expect.stringMatching(/^articles\/a\.md:4:\d+: .*held back; /)]);
  });

  it('never tells a password', () => {
    expect(articleOf(front('password: bí-mật')).heldBy).toBe('password');
    expect(problemsOf(front('password: bí-mật')).join()).not.toContain('bí-mật');
  });

  it('is the first of several reasons', () => {
    expect(articleOf(front('extra: { status: draft }\nhide: true')).heldBy).toBe('extra.status: draft');
    expect(articleOf(front('draft: true\nhide: true'))).not.toHaveProperty('heldBy');
  });

  it('is its date where it has none of its own', () => {
    const at = (fields: string) =>
      articleOf(`---\ntitle: A\n${fields}\n---\n`, { key: 'articles/2019/05/05/a.md' }).published;
    expect(at('pubDate: 2020-01-01T00:00:00Z')).toBe(Date.UTC(2020, 0, 1));
    expect(at('published: 2020-01-01T00:00:00Z\npublishDate: 2021-01-01T00:00:00Z')).toBe(Date.UTC(2021, 0, 1));
    expect(at('published: true')).toBe(Date.UTC(2019, 4, 4, 17));
  });

  it.each(['publishDate', 'pubDate', 'release_date', 'publishedAt', 'ngày đăng'])(
    'keeps its own date beside a day of publication, before which it is not public: %s',
    name => {
      for (const day of [3, 5])
        for (const swap of [false, true]) {
          const lines = ['date: 2022-01-04T00:00:00Z', `${name}: 2022-01-0${day}T00:00:00Z`];
          const article = articleOf(`---\ntitle: A\n${(swap ? lines.reverse() : lines).join('\n')}\n---\n`);
          expect(article.published).toBe(Date.UTC(2022, 0, 4));
          expect(publicFrom(article)).toBe(Date.UTC(2022, 0, Math.max(4, day)));
        }
    },
  );

  it.each(['embargo_until', 'scheduledAt', 'visible_from', 'not_public_until'])(
    'has the later date where a field says when it comes out: %s',
    name => {
      const at = (day: number) => articleOf(front(`${name}: 20${day}-01-01T00:00:00Z`)).published;
      expect(at(30)).toBe(Date.UTC(2030, 0, 1));
      expect(at(19)).toBe(Date.UTC(2019, 11, 31, 17));
    },
  );

  it('waits for the latest of several days, and is dated by the one that says when it comes out', () => {
    const article = articleOf(front('embargo: 2021-01-01T00:00:00Z\npublishDate: 2022-01-01T00:00:00Z'));
    expect(article).toMatchObject({ published: Date.UTC(2021, 0, 1), notBefore: Date.UTC(2022, 0, 1) });
    expect(isOut(article, Date.UTC(2021, 6, 1))).toBe(false);
    expect(isOut(article, Date.UTC(2022, 0, 1))).toBe(true);
  });

  it('leaves at the first of several ends', () => {
    expect(articleOf(front('expires: 2030-01-01T00:00:00Z\nunpublishDate: 2029-01-01T00:00:00Z')).expires).toBe(
      Date.UTC(2029, 0, 1),
    );
  });
});
