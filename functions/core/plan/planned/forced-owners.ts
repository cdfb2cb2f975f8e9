import { namedAt } from '../../index/claims/page-media-at.ts';
import type { IndexView } from '../../index/index-view.ts';
import { isOwnPath } from '../../index/keys/record-keys.ts';
import type { Loaded, NeedsCollector } from '../needs.ts';
import type { PlanRequest } from './plan-request.ts';

/** Returns the keys of the objects that own pages and media which may be stale; they are read and taken in again. */
export function ownersOfForced(
  { forcedPaths }: Pick<PlanRequest, 'forcedPaths'>,
  index: IndexView,
  loaded: Pick<Loaded, 'objects'>,
  needs: NeedsCollector,
): readonly string[] {
  const owners = [...forcedPaths]
    .filter(isOwnPath)
    .flatMap(path => index.ownerOfPath(path) ?? namedAt(index, path).map(({ article }) => article));
  for (const key of owners) if (!loaded.objects.has(key)) needs.objects.add(key);
  return owners;
}
