import { describe, expect, it } from 'vitest';
import { onlyItem, rss } from '../imported.ts';

const MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"';
const read = (markup: string) => onlyItem(rss(`<item ${MEDIA}><title>A</title><guid>1</guid>${markup}</item>`));

describe('files of Media RSS', () => {
  it.each([
    [
      'a sound',
      '<media:content url="https://i.example/a" medium="audio" type=" audio/mpeg " fileSize="12"/>',
      { url: 'https://i.example/a', type: 'audio/mpeg', length: 12 },
    ],
    ['a film by its ending', '<media:content url="https://i.example/a.mp4?x"/>', { url: 'https://i.example/a.mp4?x' }],
    [
      'a film by its type',
      '<media:content url="https://i.example/a" type="video/mp4" fileSize="0"/>',
      { url: 'https://i.example/a', type: 'video/mp4' },
    ],
  ])('are the enclosure where an item has none: %s', async (_, markup, enclosure) => {
    expect((await read(markup)).enclosure).toEqual(enclosure);
  });

  it.each([
    [
      'without a size',
      '<media:content url="https://i.example/a.jpg"/><media:content url="https://i.example/b.jpg" fileSize="9"/>',
      'b.jpg',
    ],
    [
      'with one side',
      '<media:content url="https://i.example/a.jpg" width="10"/><media:content ' +
        'url="https://i.example/b.jpg" height="20px"/>',
      'b.jpg',
    ],
    [
      'with both sides',
      '<media:content url="https://i.example/a.jpg" width="30" height="20"/><media:content ' +
        'url="https://i.example/b.jpg" width="24"/>',
      'a.jpg',
    ],
    ['of a page that shows it', '<media:content url="https://i.example/photo.php"/>', 'photo.php'],
    [
      'that is a thumbnail',
      '<media:thumbnail url="https://i.example/t.jpg" width="5" height="5"/><media:thumbnail ' +
        'url=""/><media:thumbnail url="https://i.example/u.jpg" width="6" height="6"/>',
      'u.jpg',
    ],
    ['in an element of its own', '<image><url>https://i.example/i.jpg</url></image>', 'i.jpg'],
    ['in an attribute', '<thumbnail href="https://i.example/h.jpg"/>', 'h.jpg'],
    ['as an enclosure', '<enclosure url="https://i.example/e.jpg" type="image/jpeg" length="5"/>', 'e.jpg'],
    ['as an enclosure without type', '<enclosure url="https://i.example/e.jpg"/>', 'e.jpg'],
    ['as one of an empty type', '<enclosure url="https://i.example/e.png?t=1" type=""/>', 'e.png?t=1'],
  ])('are the picture, the largest of them: %s', async (_, markup, file) => {
    expect((await read(markup)).image?.src).toBe(`https://i.example/${file}`);
  });

  it('have the words of the nearest element that has any', async () => {
    const group =
      '<media:group><media:content url="https://i.example/a.jpg" ' +
      'width="0"><media:title>Chợ</media:title></media:content><media:content ' +
      'medium="image"/><media:credit>An</media:credit></media:group>';
    expect((await read(group)).image).toEqual({ src: 'https://i.example/a.jpg', alt: 'Chợ', credit: 'An' });
    const described = '<media:content url="https://i.example/a.jpg"/><media:description> Quê </media:description>';
    expect((await read(described)).image).toEqual({ src: 'https://i.example/a.jpg', alt: 'Quê' });
  });

  it('has all who are credited with it, each once, and the role of the first', async () => {
    const image = async (credits: string) =>
      (await read(`<media:content url="https://i.example/a.jpg" medium="image">${credits}</media:content>`)).image;
    const [an, bao] = ['<media:credit role="author">An</media:credit>', '<media:credit>Báo Mẫu</media:credit>'];
    expect(await image(`${an}${bao}${an}`)).toMatchObject({ credit: 'An, Báo Mẫu', role: 'author' });
    expect(await image(`<media:credit> </media:credit>${bao}`)).not.toHaveProperty('role');
  });
});
