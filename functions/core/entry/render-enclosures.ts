import type { Article, DeclaredEnclosure, Enclosure } from '../article/article.ts';
import type { Entry } from '../feed/feed.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import { secondsIn } from '../media/measure.ts';
import type { Episode } from '../podcast/episode.ts';
import { type References, webTargetOf } from './reference.ts';
import type { RenderContext } from './render-context.ts';

/** Facts of files under `media/`. */
type Measures = Pick<RenderContext, 'mediaSizes' | 'pictures'>;

const NOTHING: Measures = { mediaSizes: new Map() };

/** Renders what an article encloses: its file, others with the same, and what is declared of the episode. */
export function renderEnclosures(
  { enclosure, alternates = [], episode }: Pick<Article, 'enclosure' | 'alternates' | 'episode'>,
  references: References,
  measures: Measures,
): Pick<Entry, 'enclosure' | 'alternates' | 'episode'> {
  if (!enclosure) return {};
  // The index follows the file of the enclosure alone: of others there is what is declared.
  const declared = [[enclosure, measures] as const, ...alternates.map(each => [each, NOTHING] as const)];
  const [first, ...others] = declared.flatMap(([each, known]) => resolveEnclosure(each, references, known) ?? []);
  const rendered = first && episode && resolveEpisode(episode, references);
  return {
    ...(first && { enclosure: first }),
    ...(others.length > 0 && { alternates: others }),
    ...(rendered && { episode: rendered }),
  };
}

function resolveEnclosure(
  enclosure: DeclaredEnclosure,
  references: References,
  { mediaSizes, pictures }: Measures,
): Enclosure | undefined {
  const url = webTargetOf(enclosure.url, references);
  if (url === undefined) return undefined;
  const target = references.target(enclosure.url);
  const file = target?.kind === 'media' ? target.key : undefined;
  const size = file === undefined ? undefined : mediaSizes.get(file);
  const measured = file === undefined ? undefined : secondsIn(pictures?.get(file));
  const type = enclosure.type ?? mediaTypeOf(new URL(url).pathname) ?? 'application/octet-stream';
  return {
    ...enclosure,
    url,
    type,
    length: size ?? enclosure.length ?? 0,
    ...(measured !== undefined && enclosure.duration === undefined && { measured }),
  };
}

/** Returns an episode whose references are addresses, without those that can be none. */
function resolveEpisode(episode: Episode, references: References): Episode {
  const { transcripts: declared = [], chapters: given, ...others } = episode;
  const transcripts = declared.flatMap(transcript => {
    const url = webTargetOf(transcript.url, references);
    return url === undefined ? [] : [{ ...transcript, url }];
  });
  const chapters = typeof given === 'string' ? webTargetOf(given, references) : given;
  return {
    ...others,
    ...(transcripts.length > 0 && { transcripts }),
    ...(chapters !== undefined && { chapters }),
  };
}
