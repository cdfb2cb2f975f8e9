import { type Enclosure, secondsOf } from '../../article/article.ts';
import { formatClock } from '../../podcast/duration.ts';
import { lateChapter } from '../../podcast/late-chapters.ts';
import { MAX_COVER, MIN_COVER } from '../../podcast/podcast-elements.ts';
import { lengthOf, type Profile } from './profile.ts';

const FEED = 'Apple Podcasts for Creators, Podcast RSS feed requirements';
const ARTWORK = 'Apple Podcasts for Creators, Artwork requirements, show cover';
const MAX_DESCRIPTION = 4000;
/** Seconds, and part of the whole, by which a duration that somebody wrote down may differ from that of the file. */
const [TOLERANCE, TOLERATED] = [2, 0.02];

/** Media types of the files that Apple plays: MP3, M4A, MP4, MOV and M4V. Others are played by some. */
const PLAYED = /^(?:audio\/(?:mpeg|mp4|x-m4a|aac)|video\/(?:mp4|quicktime|x-m4v))$/;

/** Returns whether a file is sound or film. */
const isPlayable = ({ type }: Enclosure): boolean => /^(?:audio|video)\//.test(type);

/** Podcast directories, by the rules of Apple's, which others share. Articles without an enclosure are no episodes. */
export const podcast: Profile = {
  name: 'podcast',
  title: 'podcast directories',
  reads: ({ enclosure }) => enclosure !== undefined,
  site: [],
  entries: [
    {
      severity: 'error',
      source: `${FEED}, enclosure`,
      field: 'enclosure',
      problem: ({ enclosure }) =>
        enclosure && !isPlayable(enclosure)
          ? `what it encloses is neither sound nor film (${enclosure.type}); add type: to enclosure:, or another file`
          : undefined,
    },
    {
      severity: 'warning',
      source: `${FEED}, enclosure, supported file formats`,
      field: 'enclosure',
      problem: ({ enclosure }) =>
        enclosure && isPlayable(enclosure) && !PLAYED.test(enclosure.type)
          ? `not everyone plays what it encloses (${enclosure.type}); give it as MP3 or M4A`
          : undefined,
    },
    {
      severity: 'warning',
      source: `${FEED}, enclosure, length`,
      field: 'enclosure',
      // The size of a file that Bantin publishes is known if it is there; that it is not is said elsewhere.
      problem: ({ enclosure }, { site }) =>
        enclosure?.length === 0 && !enclosure.url.startsWith(site.feedsUrl)
          ? 'the size of what it encloses is not known; add length: to enclosure:, in bytes'
          : undefined,
    },
    {
      severity: 'warning',
      source: `${FEED}, itunes:duration`,
      field: 'enclosure',
      problem: ({ enclosure }, { durations }) => {
        if (!enclosure || !isPlayable(enclosure) || secondsOf(enclosure) !== undefined) return undefined;
        const seconds = durations.get(enclosure.url);
        return seconds === undefined
          ? 'nothing says how long it plays; add duration: to enclosure:'
          : `nothing says how long it plays; add duration: ${formatClock(seconds)} to enclosure:`;
      },
    },
    {
      severity: 'warning',
      source: `${FEED}, itunes:duration`,
      field: 'enclosure',
      problem: ({ enclosure }, { durations }) => {
        const [declared, measured] = enclosure ? [enclosure.duration, durations.get(enclosure.url)] : [];
        if (declared === undefined || measured === undefined) return undefined;
        if (Math.abs(declared - measured) <= Math.max(TOLERANCE, measured * TOLERATED)) return undefined;
        const times = [declared, measured].map(formatClock);
        return `the duration is said to be ${times[0]}, and the file plays ${times[1]}; write duration: ${times[1]}`;
      },
    },
    {
      severity: 'warning',
      source: 'Podcasting 2.0, JSON Chapters Format, startTime',
      field: 'enclosure',
      problem: ({ enclosure, chaptersFile }, { durations }) => {
        // Reading the article tells of those that a declared duration is shorter than.
        if (!enclosure || !chaptersFile || enclosure.duration !== undefined) return undefined;
        const seconds = enclosure.measured ?? durations.get(enclosure.url);
        return seconds === undefined ? undefined : lateChapter(chaptersFile.chapters, seconds);
      },
    },
  ],
  feeds: [
    {
      severity: 'error',
      source: ARTWORK,
      field: 'podcast.cover',
      problem: ({ podcast }, { imageSizes }) => {
        const size = podcast && imageSizes.get(podcast.cover);
        const isRight = !size || (size.width === size.height && size.width >= MIN_COVER && size.width <= MAX_COVER);
        return isRight
          ? undefined
          : `the cover has ${size.width} x ${size.height} pixels, and a square of 1,400 to 3,000 is wanted; ` +
              'give another in cover:';
      },
    },
    {
      severity: 'error',
      source: ARTWORK,
      field: 'podcast.cover',
      problem: ({ podcast }) => {
        const path = podcast && new URL(podcast.cover).pathname;
        const ending = path && /\.([a-z0-9]{1,5})$/i.exec(path)?.[1];
        return ending && !/^(?:jpe?g|png)$/i.test(ending)
          ? `the cover is a file of the kind ${ending}, and JPEG or PNG is wanted; give another in cover:`
          : undefined;
      },
    },
    {
      severity: 'error',
      source: `${FEED}, description`,
      problem: ({ podcast, description }) =>
        podcast && lengthOf(description) > MAX_DESCRIPTION
          ? `the description has ${lengthOf(description)} characters, and ${MAX_DESCRIPTION} is the most; shorten it`
          : undefined,
    },
    {
      severity: 'error',
      source: `${FEED}, item`,
      problem: ({ podcast, entries }) =>
        podcast && entries.length === 0
          ? 'there is no episode yet; publish an article with an enclosure: before you offer it'
          : undefined,
    },
    {
      severity: 'warning',
      source: `${FEED}, itunes:type, serial`,
      problem: ({ podcast, entries }) => {
        const unnumbered = entries.filter(
          ({ enclosure, episode: { episode, type = 'full' } = {} }) =>
            enclosure && episode === undefined && type === 'full',
        );
        return podcast?.type === 'serial' && unnumbered.length > 0
          ? `episodes without a number: ${unnumbered.length}, so their order is unknown; add episode: to enclosure:`
          : undefined;
      },
    },
  ],
};
