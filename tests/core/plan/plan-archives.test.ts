import { describe, expect, it } from 'vitest';
import { IndexView } from '../../../functions/core/index/index-view.ts';
import { LIMITS } from '../../../functions/core/index/limits.ts';
import { NextState } from '../../../functions/core/index/next-state.ts';
import type { SitemapEntry } from '../../../functions/core/index/sitemap-entry.ts';
import type { StoredIndex } from '../../../functions/core/index/stored/stored-index.ts';
import { type FileRequest, pathsIn } from '../../../functions/core/plan/file-plan.ts';
import { NeedsCollector } from '../../../functions/core/plan/needs.ts';
import { type ArchiveTask, planArchives } from '../../../functions/core/plan/plan-archives.ts';
import { Archives, countArticles } from '../../../functions/core/views/archives.ts';
import { NOW, SITE } from '../samples.ts';
import { EMPTY, Given } from './planned.ts';

const site = { ...SITE, archives: true };
const SIZE = 2;
const [AUGUST, SEPTEMBER, OCTOBER] = ['2026-08', '2026-09', '2026-10'] as const;

/** Entries of a month, so many. */
function entriesOf(month: string, count: number): readonly SitemapEntry[] {
  const from = Date.parse(`${month}-02`);
  return Array.from({ length: count }, (_, at): SitemapEntry => {
    const key = `articles/${month}-${at}.md`;
    const published = from + at * 3_600_000;
    return { key, published, lastModified: published, loc: `https://bao.example/${key}`, feeds: [], etag: '"1"' };
  });
}

const MONTHS: Readonly<Record<string, readonly SitemapEntry[]>> = {
  [AUGUST]: entriesOf(AUGUST, 2),
  [SEPTEMBER]: entriesOf(SEPTEMBER, 3),
  [OCTOBER]: entriesOf(OCTOBER, 1),
};

/** Documents of each month in three formats. */
const documents = (month: string, parts: number): readonly string[] =>
  Array.from({ length: parts }, (_, at) => `archives/${month}${at === 0 ? '' : `-${at + 1}`}`).flatMap(folder =>
    ['rss.xml', 'atom.xml', 'feed.json'].map(name => `${folder}/${name}`),
  );

const archivesOf = (months: typeof MONTHS): Archives =>
  new Archives(
    Object.entries(months).map(([month, entries]) => [month, countArticles(entries, SITE)] as const),
    SIZE,
  );

interface Inputs {
  readonly request?: Partial<FileRequest>;
  readonly task?: Partial<ArchiveTask>;
  readonly given?: Given;
}

function planned({ request = {}, task = {}, given = new Given({}) }: Inputs = {}) {
  const months = Object.fromEntries(
    Object.entries(MONTHS).map(
      ([month, entries]) => [month, { archive: { counts: countArticles(entries, SITE) } }] as const,
    ),
  );
  const nextState = new NextState({ state: EMPTY, site, now: NOW, limits: LIMITS, sizes: new Map() });
  const whole: FileRequest = {
    site,
    now: NOW,
    fingerprint: 'f',
    nextState,
    limits: LIMITS,
    before: { files: {}, months: {} },
    forced: new Set(),
    includeBacklog: false,
    isRebuild: false,
    ...request,
  };
  const archives = archivesOf(MONTHS);
  const index = new IndexView(
    { segmentCount: 1, segment: () => ({}), month: month => MONTHS[month] ?? [] },
    new Map<string, StoredIndex['delta'][string]>(),
  );
  const needs = new NeedsCollector();
  const plan = planArchives(
    whole,
    { before: archives, archives, months, touched: new Set(), ...task },
    index,
    given,
    needs,
  );
  const due = Object.entries(plan.months).flatMap(([month, { archive }]) => (archive?.isDue ? [month] : []));
  return { ...plan, needs, due, written: pathsIn(plan.stale) };
}

describe('planned archive documents', () => {
  it('are those of months in which articles changed', () => {
    const { written, due, removals } = planned({ task: { touched: new Set([SEPTEMBER]) } });
    expect([...written].sort()).toEqual([...documents(SEPTEMBER, 2)].sort());
    expect([due, removals]).toEqual([[], []]);
  });

  it('are those of neighbours, too, whose links changed', () => {
    const before = archivesOf({ [AUGUST]: MONTHS[AUGUST] ?? [], [OCTOBER]: MONTHS[OCTOBER] ?? [] });
    const { written } = planned({ task: { before, touched: new Set([SEPTEMBER]) } });
    expect(written).toEqual(expect.arrayContaining([...documents(AUGUST, 1), ...documents(SEPTEMBER, 2)]));
  });

  it('are no more than one commit may make: the newest month first, the others due', () => {
    const limits = { ...LIMITS, archivesPerCommit: 1 };
    const { written, due } = planned({
      request: { limits },
      task: { touched: new Set([AUGUST, SEPTEMBER]) },
    });
    expect([...written].sort()).toEqual([...documents(SEPTEMBER, 1)].sort());
    expect(due.sort()).toEqual([AUGUST, SEPTEMBER]);
  });

  it('are those that other runs left, where the run has time for them', () => {
    const counts = countArticles(MONTHS[AUGUST] ?? [], SITE);
    const task = { months: { [AUGUST]: { archive: { counts, isDue: true } } } } as const;
    expect(planned({ task })).toMatchObject({ written: [], due: [AUGUST] });
    expect(planned({ task, request: { includeBacklog: true } })).toMatchObject({
      written: documents(AUGUST, 1),
      due: [],
    });
  });

  it('ask for the records of a month, keep what is made of the same, and remove what is no document any more', () => {
    const counts = countArticles(MONTHS[AUGUST] ?? [], SITE);
    const before = { files: {}, months: { [AUGUST]: { archive: { counts, generation: 'g' } } } };
    const asked = planned({ request: { before }, task: { touched: new Set([AUGUST]) } });
    expect([...asked.needs.archiveFiles]).toEqual([AUGUST]);
    const inputs = new Map(asked.stale.flatMap(({ group }) => [...group.inputs]));
    const files = Object.fromEntries(
      [...inputs, ['archives/2026-08-9/rss.xml', 'x'] as const].map(
        ([path, digest]) => [path, { inputs: digest, bytes: 'b' }] as const,
      ),
    );
    const given = new Given({});
    given.archiveFiles.set(AUGUST, { files, isAsStored: true });
    const plan = planned({ request: { before }, task: { touched: new Set([AUGUST]) }, given });
    expect([plan.written, plan.removals]).toEqual([[], ['archives/2026-08-9/rss.xml']]);
    expect(Object.keys(plan.files.get(AUGUST) ?? {}).sort()).toEqual([...documents(AUGUST, 1)].sort());
    const forced = new Set(['archives/2026-08/rss.xml']);
    expect(planned({ request: { before, forced }, given }).written).toEqual(documents(AUGUST, 1));
  });

  it('leave the records of a month alone of which nothing changes', () => {
    const counts = countArticles(MONTHS[AUGUST] ?? [], SITE);
    const before = { files: {}, months: { [AUGUST]: { archive: { counts, generation: 'g' } } } };
    const first = planned({ request: { before }, task: { touched: new Set([AUGUST]) } });
    const files = Object.fromEntries(
      first.stale.flatMap(({ group }) => [...group.inputs].map(([path, inputs]) => [path, { inputs, bytes: 'b' }])),
    );
    const given = new Given({});
    given.archiveFiles.set(AUGUST, { files, isAsStored: true });
    const plan = planned({ request: { before }, task: { touched: new Set([AUGUST]) }, given });
    expect([plan.written, plan.files]).toEqual([[], new Map()]);
    given.archiveFiles.set(AUGUST, { files, isAsStored: false });
    expect(planned({ request: { before }, task: { touched: new Set([AUGUST]) }, given }).files.has(AUGUST)).toBe(true);
  });
});
