import { type Report, readText, webUrlOf } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';

/** Reads the address of a picture. */
export type PictureReader = (node: YamlNode, field: string, report: Report) => string | undefined;

/** Makes the reader of pictures of the site's own. Each may be a path, so that it is found wherever files lie. */
export function pictureOf(feedsUrl: string | undefined): PictureReader {
  return (node, field, report) => {
    const text = readText(node, field, report);
    const path = text && /^\/?(media\/.*)$/.exec(text.text)?.[1];
    if (!path) return webUrlOf(node, field, report);
    return feedsUrl && new URL(encodeURI(path), withSlash(feedsUrl)).href;
  };
}

/** Returns the address of a folder, with a slash at its end. */
export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
