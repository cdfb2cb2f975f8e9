import { describe, expect, it } from 'vitest';
import { categoryFeed } from '../../../functions/core/feed/feed-key.ts';
import { listedFeeds, sectionOf } from '../../../functions/core/feed/feed-kinds.ts';
import { formatProblem } from '../../../functions/core/problem.ts';
import { CategoryNames } from '../../../functions/core/site/category-names.ts';
import { parseSite } from '../../../functions/core/site/parse-site.ts';
import type { Site } from '../../../functions/core/site/site.ts';
import { slugOfName } from '../../../functions/core/text/names.ts';
import { sectionsOf } from '../../../functions/core/views/feeds.ts';
import { lostFeedProblems, type SiteFeedsOut } from '../../../functions/core/views/lost-feeds.ts';
import { siteYaml } from '../../publish/live-newsroom.ts';

/** A `site.yaml` and the names of categories that articles have beside those that it lists. */
type Newsroom = readonly [lines: readonly string[], ...unlisted: readonly string[]];

function siteOf(lines: readonly string[]): Site {
  const { site, problems } = parseSite(siteYaml(...lines));
  if (!site) throw new Error(problems.map(formatProblem).join('\n'));
  return site;
}

function feedsOf([lines, ...unlisted]: Newsroom): SiteFeedsOut {
  const site = siteOf(lines);
  const titles = new Map(unlisted.map(title => [categoryFeed(slugOfName(title)), title]));
  const sections = [...listedFeeds(site), ...titles.keys()].map(key => ({
    key,
    section: sectionOf(key, site, { title: titles.get(key), language: 'vi' }),
    shown: [],
    withdrawn: [],
  }));
  return {
    site,
    sections: sectionsOf(sections.flatMap(({ section, ...feed }) => ({ ...feed, ...(section && { section }) }))),
  };
}

const lost = (before: Newsroom, after: Newsroom): readonly string[] =>
  lostFeedProblems(feedsOf(before), feedsOf(after), siteYaml(...after[0])).map(formatProblem);

const AT = 'site.yaml:6:5: warning: categories:';
const GONE = 'its feed was at /thoi-su/, where nothing is now';
const goneFrom = (title: string) => `its feed was at /${slugOfName(title)}/, where nothing is now`;
const NEW = 'readers take its feed for a new one';

describe('a category', () => {
  it('that gets another slug is named with its line, and what keeps its id and its address', () => {
    const other = '  - { title: Thời sự, slug: tin-nong }';
    const message =
      `${AT} "Thời sự": ${GONE}, and ${NEW}; write id: thoi-su and aliases: [thoi-su] into it to keep its id ` +
      'and that address';
    expect(lost([['categories:', '  - Thời sự']], [['categories:', other]])).toEqual([message]);
    expect(lost([[], 'Thời sự'], [['categories:', other]])).toEqual([message]);
  });

  it('that is put right as it was told is told no more', () => {
    const broken = '  - { title: Thời sự, slug: tin-nong }';
    const right = '  - { title: Thời sự, slug: tin-nong, id: thoi-su, aliases: [thoi-su] }';
    expect(lost([['categories:', '  - Thời sự']], [['categories:', right]])).toEqual([]);
    const [address, ...others] = lost([['categories:', broken]], [['categories:', right]]);
    expect([address, others]).toEqual([undefined, []]);
    const [back] = lost([['categories:', broken]], [['categories:', '  - Thời sự']]);
    expect(back).toContain('aliases: [tin-nong]');
  });

  it('that is renamed with the old name as alias is told how to keep its id', () => {
    const after = '  - { title: Nhịp sống, aliases: [Đời sống] }';
    expect(lost([['categories:', '  - Đời sống']], [['categories:', after]])).toEqual([
      `${AT} "Đời sống": ${NEW}; write id: doi-song into "Nhịp sống" to keep its id`,
    ]);
    const told = '  - { title: Nhịp sống, id: doi-song, aliases: [Đời sống] }';
    expect(lost([['categories:', after]], [['categories:', told]])).toEqual([]);
  });

  it('that is renamed without its old name may be the one that came, and keeps the aliases that it has', () => {
    const after = '  - { title: Nhịp sống, aliases: [song] }';
    expect(lost([['categories:', '  - Thời sự']], [['categories:', after]])).toEqual([
      `${AT} "Thời sự": ${GONE}, and ${NEW}; if it is "Nhịp sống" now, write id: thoi-su and ` +
        'aliases: [song, "Thời sự"] into "Nhịp sống" to keep its id and that address',
    ]);
    const told = '  - { title: Nhịp sống, id: thoi-su, aliases: [song, "Thời sự"] }';
    expect(lost([['categories:', '  - Thời sự']], [['categories:', told]])).toEqual([]);
    const names = new CategoryNames(siteOf(['categories:', told]).categories);
    // So articles that have its old name go with it, and none of them is a warning.
    expect(names.find('Thời sự')).toMatchObject({ category: { title: 'Nhịp sống' }, isAlike: false });
  });

  it('that is renamed at once with others may be the one in its line, if the list is as long as it was', () => {
    const before = ['categories:', '  - Thời sự', '  - Kinh tế', '  - Đời sống'];
    const after = ['categories:', '  - Chính sự', '  - Làm ăn', '  - Đời sống'];
    const message = (line: number, was: string, is: string) =>
      `site.yaml:${line}:5: warning: categories: "${was}": ${goneFrom(was)}, ` +
      `and ${NEW}; if it is "${is}" now, write id: ${slugOfName(was)} and aliases: ["${was}"] into "${is}" to keep ` +
      'its id and that address';
    expect(lost([before], [after])).toEqual([message(6, 'Thời sự', 'Chính sự'), message(7, 'Kinh tế', 'Làm ăn')]);
    // One that was put right is no candidate for the other.
    const half = ['categories:', '  - Làm ăn', '  - { title: Chính sự, id: thoi-su, aliases: [Thời sự] }'];
    expect(lost([before], [[...half, '  - Đời sống']])).toEqual([message(6, 'Kinh tế', 'Làm ăn')]);
  });

  it('that is renamed at once with others in another order is told what it needs, whichever it is', () => {
    const before = ['categories:', '  - Thời sự', '  - Kinh tế'];
    const after = ['categories:', '  - Sách', '  - Chính sự', '  - Làm ăn'];
    const message = (was: string) =>
      `site.yaml:6:3: warning: categories: "${was}": ${goneFrom(was)}; ` +
      `if a new one takes its place, write id: ${slugOfName(was)} and aliases: ["${was}"] into that to keep its ` +
      'id and that address';
    expect(lost([before], [after])).toEqual([message('Thời sự'), message('Kinh tế')]);
  });

  it('that is renamed while articles have its old name is told how to take them along', () => {
    const message = (line: number, was: string, is: string) =>
      `site.yaml:${line}:5: warning: categories: "${was}": articles name it, and it is listed no more; if it is ` +
      `"${is}" now, write id: ${slugOfName(was)} and aliases: ["${was}"] into "${is}" to keep them, its id and ` +
      'its address';
    const before = ['categories:', '  - Thời sự', '  - Kinh tế', '  - Đời sống'];
    const after = ['categories:', '  - Chính sự', '  - Làm ăn', '  - Đời sống'];
    expect(lost([before], [after, 'Thời sự', 'Kinh tế'])).toEqual([
      message(6, 'Thời sự', 'Chính sự'),
      message(7, 'Kinh tế', 'Làm ăn'),
    ]);
    const told = '  - { title: Chính sự, id: thoi-su, aliases: [Thời sự] }';
    expect(lost([after, 'Thời sự'], [['categories:', told, '  - Làm ăn', '  - Đời sống']])).toEqual([]);
    // Articles had the new name before, or the list grew: none of these is a rename.
    expect(lost([before, 'Chính sự'], [['categories:', '  - Chính sự', ...before.slice(2)], 'Thời sự'])).toEqual([]);
    expect(lost([before], [[...before.slice(0, 1), '  - Làm ăn', ...before.slice(1)]])).toEqual([]);
    expect(lost([before], [['categories:', ...before.slice(2)], 'Thời sự'])).toEqual([]);
  });

  it('whose slug its title does not make is told to keep that slug', () => {
    const [before, after] = ['  - { title: Thời sự, slug: tin-nong }', '  - Nhịp sống'];
    expect(lost([['categories:', before]], [['categories:', after]])[0]).toContain('and aliases: [tin-nong] into');
  });

  it('that is listed no more is told with the line that it had, where articles have its name still', () => {
    const before = '  - { title: Thời sự, slug: tin-nong }';
    expect(lost([['categories:', before]], [[], 'Thời sự'])).toEqual([
      'site.yaml: warning: categories: "Thời sự": its feed was at /tin-nong/, where nothing is now, and readers take ' +
        'its feed for a new one; list it there as { title: "Thời sự", slug: thoi-su, id: tin-nong, ' +
        'aliases: [tin-nong] } to keep its id and that address',
    ]);
    expect(lost([['categories:', '  - Thời sự']], [[], 'Thời sự'])).toEqual([]);
  });

  it('whose address leads to an edition now is not lost', () => {
    const edition = 'editions: [{ language: en, slug: en, title: English, aliases: [english] }]';
    expect(lost([[], 'English'], [[edition], 'Anh'])).toEqual([]);
    expect(
      lost([[], 'English'], [[edition.replace('slug: en,', 'slug: english,').replace(', aliases: [english]', '')]]),
    ).toEqual([]);
  });

  it('that goes into another, or goes, loses its address alone', () => {
    const two = ['categories:', '  - Thời sự', '  - Kinh tế'];
    const merged = ['categories:', '  - { title: Kinh tế, aliases: [Thời sự] }'];
    expect(lost([two], [merged])).toEqual([]);
    expect(lost([two], [['categories:', '  - Kinh tế']])).toEqual([
      `site.yaml:6:3: warning: categories: "Thời sự": ${GONE}; if another takes its place, write ` +
        'aliases: ["Thời sự"] into that to keep that address',
    ]);
  });
});

describe('a rule or an edition', () => {
  const rule = (fields: string) => ['feeds:', '  rules:', `    - { ${fields}, include: { languages: [vi] } }`];

  it('that are renamed at once are told how to keep their addresses', () => {
    const rules = (...titles: readonly string[]) => [
      'feeds:',
      '  rules:',
      ...titles.map(title => `    - { title: ${title}, include: { languages: [vi] } }`),
    ];
    expect(lost([rules('Một', 'Hai')], [rules('Ba', 'Bốn')])).toEqual([
      'site.yaml:7:7: warning: feeds.rules: "Một": its feed was at /feeds/mot/, where nothing is now; if it is "Ba" ' +
        'now, write aliases: [mot] into "Ba" to keep that address',
      'site.yaml:8:7: warning: feeds.rules: "Hai": its feed was at /feeds/hai/, where nothing is now; if it is "Bốn" ' +
        'now, write aliases: [hai] into "Bốn" to keep that address',
    ]);
  });

  it('that gets another slug is told how to keep its address, since the slug is its id', () => {
    const [before, after] = [rule('title: Tin Việt, slug: viet'), rule('title: Tin Việt, slug: tin-viet')];
    expect(lost([before], [after])).toEqual([
      'site.yaml:7:7: warning: feeds.rules: "Tin Việt": its feed was at /feeds/viet/, where nothing is now; ' +
        'write aliases: [viet] into it to keep that address',
    ]);
    expect(lost([before], [rule('title: Tin Việt, slug: tin-viet, aliases: [viet]')])).toEqual([]);
    expect(
      lost(
        [['editions: [{ language: en, slug: en, title: English }]']],
        [['editions: [{ language: en, slug: world, title: English }]']],
      ),
    ).toEqual([
      'site.yaml:5:12: warning: editions: "English": its feed was at /en/, where nothing is now; ' +
        'write aliases: [en] into it to keep that address',
    ]);
  });
});

describe('feeds that go', () => {
  it('because articles do are not told: site.yaml did not take them', () => {
    expect(lost([[], 'Kinh tế', 'Tiền'], [[], 'Tiền'])).toEqual([]);
    const listed = ['categories:', '  - Thời sự'];
    expect(lost([listed, 'Kinh tế'], [[...listed, '# Ghi chú'], 'Tiền'])).toEqual([]);
  });

  it('from a build of another newsroom in the same place are not told', () => {
    const [before, after] = [feedsOf([['categories:', '  - Bạc']]), feedsOf([['categories:', '  - Tiền']])];
    const other = { ...before, site: { ...before.site, url: 'https://khac.example/' } };
    expect(lostFeedProblems(before, after, '')).toHaveLength(1);
    expect(lostFeedProblems(other, after, '')).toEqual([]);
  });
});
