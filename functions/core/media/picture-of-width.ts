import type { Image } from '../article/article.ts';
import { srcsetCandidates } from '../html/url-policy.ts';

/**
 * Returns a picture in the width that a feed asks for, in pixels: of its other widths the smallest that is as wide,
 * else the widest. A picture that has no others stays as it is.
 */
export function pictureOfWidth(image: Image, wanted: number): Image {
  let best: { readonly src: string; readonly width: number } | undefined;
  for (const { reference, size } of srcsetCandidates(image.srcset ?? '')) {
    const width = size.endsWith('w') ? Number(size.slice(0, -1)) : Number.NaN;
    if (width > 0 && (!best || isBetter(width, best.width, wanted))) best = { src: reference, width };
  }
  if (!best || best.src === image.src) return image;
  const { src: _, width, height, ...others } = image;
  const isScaled = width !== undefined && height !== undefined;
  return {
    ...others,
    src: best.src,
    width: best.width,
    ...(isScaled && { height: Math.round((height * best.width) / width) }),
  };
}

function isBetter(width: number, than: number, wanted: number): boolean {
  return than < wanted ? width > than : width >= wanted && width < than;
}
