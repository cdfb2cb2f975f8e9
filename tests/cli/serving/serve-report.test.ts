import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServeReport } from '../../../functions/cli/serving/serve-report.ts';
import type { Problem } from '../../../functions/core/problem.ts';
import type { PublishedPreview } from '../../../functions/preview/publisher.ts';
import { captureOutput } from '../run.ts';

const PREVIEW: PublishedPreview = {
  counts: { published: 1, waiting: 0, expired: 0, withdrawn: 0, rejected: 0, draft: 0 },
  feeds: [],
  feedCount: 1,
  problems: [],
  isChanged: true,
  articles: [],
  lost: [],
  back: [],
  lostFeeds: [],
  timeZone: 'Asia/Ho_Chi_Minh',
};

function missing(file: string, line: number): Problem {
  return { path: 'articles/a.md', line, column: 1, severity: 'warning', message: `${file} is not there` };
}

afterEach(() => vi.restoreAllMocks());

describe('ServeReport', () => {
  it('tells of one problem that is mended while another of the same article stays', () => {
    const output = captureOutput();
    const report = new ServeReport('tin', { url: 'http://localhost/', hasDrafts: false });
    report.published({ ...PREVIEW, problems: [missing('a.jpg', 5), missing('b.jpg', 7)] });
    report.published({ ...PREVIEW, problems: [missing('b.jpg', 7)] });
    expect(output.stdout).toContain('mended: tin/articles/a.md:5:1: warning: a.jpg is not there\n');
    expect(output.stdout).not.toContain('mended: tin/articles/a.md:7');
  });

  it('does not call a problem mended that is on another line', () => {
    const output = captureOutput();
    const report = new ServeReport('tin', { url: 'http://localhost/', hasDrafts: false });
    report.published({ ...PREVIEW, problems: [missing('a.jpg', 5)] });
    report.published({ ...PREVIEW, problems: [missing('a.jpg', 6)] });
    expect(output.stdout).not.toContain('mended');
  });

  it('tells of a renamed article that has its name again as what it is', () => {
    const output = captureOutput();
    const report = new ServeReport('tin', { url: 'http://localhost/', hasDrafts: false });
    report.published(PREVIEW);
    const slug = { key: 'articles/c.md', path: '/articles/c-0a1b2c3d/' };
    report.published({ ...PREVIEW, back: [{ key: 'articles/a.md', from: 'articles/b.md' }, slug] });
    const line =
      'it is at its former address again, and readers know it; there is nothing to do, unless it was published';
    expect(output.stdout).toContain(`tin/articles/a.md: ${line} as tin/articles/b.md meanwhile\n`);
    expect(output.stdout).toContain(`tin/articles/c.md: ${line} at /articles/c-0a1b2c3d/ meanwhile\n`);
  });

  it('warns of a feed that lost its address, and does not call that mended', () => {
    const output = captureOutput();
    const report = new ServeReport('tin', { url: 'http://localhost/', hasDrafts: false });
    const lost: Problem = { path: 'site.yaml', line: 6, column: 5, severity: 'warning', message: 'categories: ở /cu/' };
    report.published({ ...PREVIEW, lostFeeds: [lost] });
    expect(output.stderr).toBe('tin/site.yaml:6:5: warning: categories: ở /cu/\n');
    report.published(PREVIEW);
    expect(output.stdout).not.toContain('mended');
  });

  it('does not warn of ids that are as they were again', () => {
    const output = captureOutput();
    const report = new ServeReport('tin', { url: 'http://localhost/', hasDrafts: false });
    report.published({ ...PREVIEW, idsMoved: { from: 'tag:cu', to: 'tag:moi' } });
    expect(output.stderr).toContain('begin with tag:moi from now on, and no longer with tag:cu,');
    report.published({ ...PREVIEW, idsMoved: { from: 'tag:moi', to: 'tag:khac' } });
    expect(output.stderr).toContain('begin with tag:khac from now on, and no longer with tag:cu,');
    output.stderr = '';
    report.published({ ...PREVIEW, idsMoved: { from: 'tag:khac', to: 'tag:cu' } });
    expect(output.stderr).toBe('');
    expect(output.stdout).toContain('mended: tin/site.yaml: the ids of articles begin with tag:cu again\n');
  });
});
