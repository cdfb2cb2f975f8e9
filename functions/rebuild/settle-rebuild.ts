import type { Rebuild } from './rebuild-context.ts';
import { settleCrowded } from './settling/owners.ts';
import { settlePicturesReadBefore } from './settling/pictures.ts';
import { refillWindows } from './settling/refill-windows.ts';
import { settleTraits } from './settling/traits.ts';
import { settleGroups } from './settling/translations.ts';

/** Settles what depends on several articles once everything was read: owners, windows, pictures, groups and names. */
export async function settleRebuild(rebuild: Rebuild): Promise<void> {
  await settleCrowded(rebuild);
  await refillWindows(rebuild);
  await settlePicturesReadBefore(rebuild);
  await settleGroups(rebuild);
  await settleTraits(rebuild);
}
