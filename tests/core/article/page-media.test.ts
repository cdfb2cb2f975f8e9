import { describe, expect, it } from 'vitest';
import { readingSlug } from '../../../functions/core/article/key.ts';
import {
  isPageMedia,
  nameAtPath,
  pageMediaKey,
  pageMediaName,
  pageMediaPath,
} from '../../../functions/core/article/page-media.ts';
import { storedMediaType } from '../../../functions/core/files/media-type.ts';

const KEY = 'articles/văn hóa/cho/index.md';
const SLUG = readingSlug(KEY);

describe('media beside an article', () => {
  it.each([
    'jpg jpeg jpe jfif png apng gif webp avif svg bmp ico tif tiff heic heif jxl',
    'mp3 m4a aac ogg oga ogv opus wav weba flac mp4 m4v webm mov mkv avi mpg mpeg 3gp pdf',
  ])('are pictures, sound, films and PDFs, served as such: %s', endings => {
    for (const ending of endings.split(' ')) {
      expect(isPageMedia(`articles/a/B.${ending.toUpperCase()}`), ending).toBe(true);
      expect(storedMediaType(`articles/a-0123abcd/b.${ending}`)).toMatch(/^(?:image|audio|video)\/|^application\/pdf$/);
    }
  });

  it.each([
    'articles/a.md',
    'articles/a.docx',
    'articles/a.ts',
    'articles/a.jpg.md',
    'media/a.jpg',
    'a.jpg',
    'articles/jpg',
  ])('are nothing else: %s', key => expect(isPageMedia(key)).toBe(false));

  it('have a name, a key and a path in NFC, whatever theirs are typed in', () => {
    const media = 'articles/văn hóa/cho/ảnh/Một Hai.jpg';
    for (const typed of [media, media.normalize('NFD')])
      for (const article of [KEY, KEY.normalize('NFD')]) {
        expect(pageMediaName(typed, article)).toBe('ảnh/Một Hai.jpg');
        expect(pageMediaKey(article, 'ảnh/Một Hai.jpg')).toBe(media);
        expect(pageMediaPath(readingSlug(article), 'ảnh/Một Hai.jpg')).toMatch(
          /^articles\/[a-z]+-[\da-f]{8}\/ảnh\/Một Hai\.jpg$/,
        );
      }
    expect(nameAtPath(pageMediaPath(SLUG, 'a/b.jpg'), SLUG)).toBe('a/b.jpg');
    expect(nameAtPath(pageMediaPath(SLUG, 'a.jpg'), readingSlug('articles/x.md'))).toBeUndefined();
  });

  it.each(['articles/văn hóa/a.jpg', 'articles/văn hóa/cho2/a.jpg', 'media/a.jpg'])(
    'lie in the folder of the article, or below it: not %s',
    key => expect(pageMediaName(key, KEY)).toBeUndefined(),
  );
});
