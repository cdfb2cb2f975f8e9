import { parseWebUrl, type Report, readText } from '../fields/fields.ts';
import type { YamlNode } from '../yaml/node.ts';

/** Reads the address of a picture. */
export type PictureReader = (node: YamlNode, field: string, report: Report) => string | undefined;

/** Makes the reader of pictures of the site's own. Each may be a path, so that it is found wherever files lie. */
export function pictureOf(feedsUrl: string | undefined): PictureReader {
  return (node, field, report) => {
    const text = readText(node, field, report);
    if (!text) return undefined;
    const path = /^\/?(media\/.*)$/.exec(text.text)?.[1];
    if (path) return feedsUrl && new URL(encodeURI(path), withSlash(feedsUrl)).href;
    const url = parseWebUrl(text.text);
    if (!url) report(node, 'error', `${field}: ${noPicture(text.text)}`);
    return url;
  };
}

/** A path that is not under `media/`: its folder there, if it is written from that of the content, and its file. */
const PATH = /^[./]{0,20}(?:content\/)?(?:media\/)?([^\s:?#./][^\s:?#]{0,200}\.(?:jpe?g|png|gif|webp|avif|svg|ico))$/i;

function noPicture(text: string): string {
  const expected = 'expected a URL such as https://bao.example/logo.png, or a path such as /media/logo.png';
  const [, file] = PATH.exec(text) ?? [];
  return `${expected}, found "${text}"${file === undefined ? '' : `; write /media/${file}, if it lies there`}`;
}

/** Returns the address of a folder, with a slash at its end. */
export function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
