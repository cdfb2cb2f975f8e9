import { isFoundByName, isMedia } from '../../core/index/keys/record-keys.ts';
import { DigestSet } from '../../core/text/digest-set.ts';
import type { RunContext } from '../../run/run.ts';
import type { RebuildProgress } from '../../state/manifest/rebuild-progress.ts';
import { knownPictures } from '../known-pictures.ts';
import type { ListedContent } from '../listing/listed-content.ts';
import { publishedMedia } from '../listing/published-media.ts';
import { knownInParts } from '../parts/keep-progress.ts';
import type { PublishedMedia, Rebuild } from '../rebuild-context.ts';
import type { KnownBefore } from './open-rebuild.ts';
import type { Survey } from './survey-content.ts';

/** Returns what is known before anything is read: by the listing, by parts that were read before, and by the states. */
export async function knownBefore(
  run: RunContext,
  { listing, state }: Pick<Survey, 'listing' | 'state'>,
  { state: base, parts = [] }: Pick<RebuildProgress, 'state' | 'parts'>,
): Promise<KnownBefore> {
  const media = publishedMedia(listing.unread.values());
  const [taken, readByFleet] = [new DigestSet(), new DigestSet()];
  const measured = await knownInParts(run.state, parts, taken, readByFleet);
  const pictures = await knownPictures(run, media, measured, [base, state]);
  return { media, isListed: isListedIn(listing, media), pictures, taken, readByFleet };
}

/** Returns whether a key in NFC is that of a file of media or of a source that the listing tells of. */
function isListedIn({ keys }: ListedContent, media: PublishedMedia): Rebuild['isListed'] {
  let sources: DigestSet | undefined;
  return key => {
    if (isMedia(key)) return media.has(key);
    // Few newsrooms ask.
    if (!sources) {
      sources = new DigestSet();
      for (const each of keys.sorted()) if (!isMedia(each) && isFoundByName(each)) sources.add(each.normalize('NFC'));
    }
    return sources.has(key);
  };
}
