import { parseAddress } from '../../../text/web-address.ts';

/** Ids of YouTube, of Vimeo, of one's unlisted videos, and of Dailymotion. */
const [YOUTUBE, VIMEO, UNLISTED, DAILYMOTION] = [/^[\w-]{11}$/, /^\d{5,12}$/, /^[\da-f]{8,12}$/, /^[a-z\d]{5,10}$/i];
const YOUTUBE_FOLDERS: readonly string[] = ['shorts', 'live', 'embed', 'v'];

/**
 * Returns the player that WordPress shows in place of the address of a video, from a host that may embed one;
 * `undefined` for any other address, such as that of a channel.
 */
export function videoPlayer(address: string): string | undefined {
  const url = parseAddress(address.replaceAll('&amp;', '&').replaceAll('&#038;', '&'));
  const src = url && sourceOf(url);
  return src === undefined ? undefined : `<iframe src="${src}"></iframe>`;
}

function sourceOf(url: URL): string | undefined {
  const parts = url.pathname.split('/').filter(part => part !== '');
  switch (url.hostname.replace(/^(?:www|m)\./, '')) {
    case 'youtube.com':
    case 'youtube-nocookie.com':
      return onYoutube(YOUTUBE_FOLDERS.includes(parts[0] ?? '') ? parts[1] : url.searchParams.get('v'), url);
    case 'youtu.be':
      return onYoutube(parts[0], url);
    case 'vimeo.com':
    case 'player.vimeo.com':
      return onVimeo(parts, url);
    case 'dailymotion.com':
      return parts[0] === 'video' ? onDailymotion(parts[1]) : undefined;
    case 'dai.ly':
      return onDailymotion(parts[0]);
    default:
      return undefined;
  }
}

/** A video that stands in a list is shown by itself. */
function onYoutube(id: string | null | undefined, { hostname, searchParams }: URL): string | undefined {
  if (!YOUTUBE.test(id ?? '')) return undefined;
  const start = secondsIn(searchParams.get('t') ?? searchParams.get('start') ?? '');
  // Whoever asked for no cookies gets none.
  const host = hostname.endsWith('youtube-nocookie.com') ? 'www.youtube-nocookie.com' : 'www.youtube.com';
  return `https://${host}/embed/${id}${start > 0 ? `?start=${start}` : ''}`;
}

/** `vimeo.com/76979871`, `vimeo.com/channels/staffpicks/76979871`; behind the id the key of an unlisted one. */
function onVimeo(parts: readonly string[], { searchParams }: URL): string | undefined {
  const at = parts.findIndex(part => VIMEO.test(part));
  const key = searchParams.get('h') ?? parts[at + 1] ?? '';
  return at === -1 ? undefined : `https://player.vimeo.com/video/${parts[at]}${UNLISTED.test(key) ? `?h=${key}` : ''}`;
}

function onDailymotion(id: string | undefined): string | undefined {
  return DAILYMOTION.test(id ?? '') ? `https://www.dailymotion.com/embed/video/${id}` : undefined;
}

/** Seconds of `90`, `90s` or `1h2m3s`; 0 of anything else. */
function secondsIn(time: string): number {
  const [, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?$/.exec(time) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
