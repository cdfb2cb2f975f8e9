import { describe, expect, it } from 'vitest';
import type { ReadObject } from '../../../../functions/core/index/found.ts';
import type { PlanRequest } from '../../../../functions/core/plan/planned/plan-request.ts';
import { HOUR, NOW } from '../../samples.ts';
import { articleObject, Given, planWith, requestOf } from '../planned.ts';

const KEY = 'articles/a.md';
const OUT: ReadObject = {
  ...articleObject({ key: KEY, published: NOW - 2 * HOUR }),
  source: { key: KEY, bytes: new Uint8Array(), lastModified: NOW - HOUR },
};
const PROBLEM = { path: KEY, severity: 'error', message: 'title: is missing; add one' } as const;

const reportOf = (object: ReadObject, more: Partial<PlanRequest> = {}) =>
  planWith(requestOf(more), new Given({ [KEY]: object }, { objects: { [KEY]: OUT } })).planned.report;

describe('the report of a plan', () => {
  it('counts an article that comes out, and tells when it was uploaded', () => {
    expect(reportOf(OUT)).toEqual({
      read: 1,
      published: 1,
      rejected: 0,
      problems: [],
      cutFeeds: [],
      uploaded: [NOW - HOUR],
    });
  });

  it('does not count one whose date is to come', () => {
    const { read, published, uploaded } = reportOf(articleObject({ key: KEY, published: NOW + HOUR }));
    expect({ read, published, uploaded }).toEqual({ read: 1, published: 0, uploaded: [] });
  });

  it('counts one that was asked for, though nobody uploaded it', () => {
    const { published, uploaded } = reportOf(OUT, { forcedKeys: new Set([KEY]) });
    expect({ published, uploaded }).toEqual({ published: 1, uploaded: [] });
  });

  it('has the problems of a source that can not be published', () => {
    const object: ReadObject = { found: { kind: 'rejected', etag: 'a', problems: [PROBLEM] } };
    expect(reportOf(object)).toMatchObject({ read: 1, published: 0, rejected: 1, problems: [PROBLEM] });
  });
});
