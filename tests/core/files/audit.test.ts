import { describe, expect, it } from 'vitest';
import { compareFiles, describeTampering, isAuditDue, mergeReports } from '../../../functions/core/files/audit.ts';
import { listedVersion, versionOfFile } from '../../../functions/core/files/file-version.ts';
import { HOUR, NOW } from '../samples.ts';

describe('an audit', () => {
  it.each([
    [0, 1],
    [10_000, 1],
    [25_000, 2.5],
    [240_000, 24],
    [1_000_000, 24],
  ])('of %d files is due at the sweep %d hours after the last, though that is a little early', (files, hours) => {
    expect(isAuditDue({ at: NOW, files }, NOW + hours * HOUR - HOUR / 6 - 1)).toBe(false);
    expect(isAuditDue({ at: NOW, files }, NOW + hours * HOUR - HOUR / 6)).toBe(true);
  });

  it('is due where there was none, or the clock was put back', () => {
    expect(isAuditDue(undefined, NOW)).toBe(true);
    expect(isAuditDue({ at: NOW, files: 1 }, NOW - 1)).toBe(true);
  });
});

describe('the version of a file', () => {
  it('is another where it, or one of its compressed forms, has another ETag, and none where one is missing', () => {
    const etags = { 'atom.xml': '1', 'atom.xml.br': '2', 'atom.xml.gz': '3' };
    const version = (changes: object): string | undefined =>
      listedVersion('atom.xml', new Map(Object.entries({ ...etags, ...changes }).filter(([, etag]) => etag)));
    expect(version({})).toBe(versionOfFile(['1', '2', '3']));
    const others = [{ 'atom.xml': '4' }, { 'atom.xml.br': '4' }, { 'atom.xml.gz': '4' }, { 'atom.xml.br': '3' }];
    expect(new Set([version({}), ...others.map(version)]).size).toBe(5);
    for (const path of Object.keys(etags)) expect(version({ [path]: '' })).toBeUndefined();
  });

  it('is that of the file alone where it has no compressed forms', () => {
    expect(listedVersion('media/atom.xml', new Map([['media/atom.xml', '1']]))).toBe(versionOfFile(['1']));
  });
});

describe('files that are compared', () => {
  const listed = new Map([
    ['atom.xml', '1'],
    ['atom.xml.br', '2'],
    ['atom.xml.gz', '3'],
    ['rss.xml', '4'],
  ]);
  const all = versionOfFile(['1', '2', '3']);
  const rss = versionOfFile(['4']);

  it.each([
    ['as they were written', { 'atom.xml': all, 'rss.xml': rss }, {}, []],
    ['changed', { 'atom.xml': all, 'rss.xml': rss }, { 'rss.xml': '5' }, ['changed rss.xml']],
    ['changed in a form', { 'atom.xml': all, 'rss.xml': rss }, { 'atom.xml.gz': '5' }, ['changed atom.xml']],
    ['without a form', { 'atom.xml': all, 'rss.xml': rss }, { 'atom.xml.gz': '' }, ['changed atom.xml']],
    ['deleted', { 'atom.xml': all, 'rss.xml': rss }, { 'rss.xml': '' }, ['deleted rss.xml']],
    ['added', { 'atom.xml': all, 'rss.xml': rss }, { 'x.html': '5' }, ['added x.html']],
    ['added with its forms', { 'rss.xml': rss }, {}, ['added atom.xml']],
    ['written nobody knows how', { 'atom.xml': all, 'rss.xml': undefined }, {}, ['unknown rss.xml']],
    [
      'written nobody knows how, and deleted',
      { 'atom.xml': all, 'rss.xml': undefined },
      { 'rss.xml': '' },
      ['unknown rss.xml'],
    ],
  ])('are %s', (_, expected, changes, differences) => {
    const etags = Object.entries({ ...Object.fromEntries(listed), ...changes }).filter(([, etag]) => etag !== '');
    const found = compareFiles(new Map(Object.entries(expected)), new Map(etags));
    expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual(differences);
  });
});

describe('what audits found', () => {
  it('is summed up over several runs, with the files that there were last', () => {
    const one = { files: 9, changed: 1, deleted: 0, added: 2, paths: ['a', 'b', 'c'] };
    const other = { files: 8, changed: 0, deleted: 3, added: 1, paths: Array.from({ length: 20 }, (_, at) => `${at}`) };
    const merged = mergeReports([one, other]);
    expect(merged).toMatchObject({ files: 8, changed: 1, deleted: 3, added: 3 });
    expect(merged?.paths.slice(0, 4)).toEqual(['a', 'b', 'c', '0']);
    expect(merged?.paths).toHaveLength(20);
    expect(mergeReports([])).toBeUndefined();
  });

  it.each([
    [{ changed: 0, deleted: 0, added: 0 }, 'no file under public/ changed'],
    [{ changed: 2, deleted: 0, added: 1 }, 'files under public/: 2 changed, 1 added'],
  ])('is told in a line: %j', (counts, line) => {
    expect(describeTampering(counts)).toBe(line);
  });
});
