import { describe, expect, it } from 'vitest';
import { isPlaceholder, loaded } from '../../../functions/core/html/lazy-picture.ts';
import { htmlOf, render } from '../body/render.ts';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

describe('a picture that a script would load', () => {
  it.each([
    [{ 'data-src': '/a.jpg' }, { src: '/a.jpg' }],
    [{ src: PIXEL, 'data-lazy-src': '/a.jpg' }, { src: '/a.jpg' }],
    [{ 'data-src': 'true', 'data-lazy-src': '/a.jpg' }, { src: '/a.jpg' }],
    [{ src: '/img/blank.gif?1', 'data-original': '/a.jpg' }, { src: '/a.jpg' }],
    [{ 'data-srcset': '/a-75.jpg 75w, /a-1024.jpg 1024w, /a-300.jpg 300w' }, { src: '/a-1024.jpg' }],
    [{ src: PIXEL, srcset: '/a.jpg, /a2.jpg 2x' }, { src: '/a2.jpg' }],
  ])('has its own address: %j', (attributes, expected) => {
    expect(loaded('img', attributes)).toMatchObject(expected);
  });

  it('is left as it is where it has one', () => {
    const attributes = { src: '/a.jpg', srcset: '/a2.jpg 2x', alt: 'A' };
    expect(loaded('img', attributes)).toBe(attributes);
    expect(loaded('p', { 'data-src': '/a.jpg' })).toEqual({ 'data-src': '/a.jpg' });
  });

  it.each([
    { src: '/real.jpg', 'data-lazy': 'true' },
    { src: '/real.jpg', 'data-original': '1200x800' },
    { src: '/real.jpg', 'data-src': '#' },
    { src: '/real.jpg', 'data-src': 'javascript:void(0)' },
    { src: '/real.jpg', 'data-lazy-src': PIXEL },
    { src: '/pixel-9.jpg', srcset: '' },
    { src: '/loading-dock.jpg', 'data-srcset': 'javascript:x 9000w' },
  ])('keeps its own where the other is none: %j', attributes => {
    expect(loaded('img', attributes).src).toBe(attributes.src);
  });

  it('keeps its place from what only counts readers, and from pictures further on', () => {
    const beacon = '<noscript><img height="1" width="1" src="https://www.bao.example/tr?id=1"></noscript>';
    expect(htmlOf('html', `<p><img src="${PIXEL}" alt="A">${beacon}</p>`)).not.toContain('tr?id');
    const later = '<p>B</p><noscript><img src="/y.jpg"></noscript>';
    expect(htmlOf('html', `<img src="${PIXEL}" alt="A">${later}`)).not.toContain('y.jpg');
  });

  it('is a placeholder where nothing tells', () => {
    expect(isPlaceholder({ src: PIXEL })).toBe(true);
    expect(isPlaceholder({ alt: 'A' })).toBe(true);
    expect(isPlaceholder({ src: PIXEL, 'data-src': '/a.jpg' })).toBe(false);
    expect(isPlaceholder({ src: '/spaceman.jpg' })).toBe(false);
  });

  it('comes from the noscript beside it, and its placeholder goes', () => {
    const picture = '<img src="https://bao.example/y.jpg" />';
    expect(htmlOf('html', `<p><img src="${PIXEL}"><noscript><img src="/y.jpg"></noscript></p>`)).toBe(
      `<p>${picture}</p>`,
    );
    expect(htmlOf('html', '<p><img alt="Chợ"><noscript><img src="/y.jpg"></noscript></p>')).toBe(`<p>${picture}</p>`);
    expect(htmlOf('html', '<p><img src="/y.jpg"><noscript><img src="/y.jpg"></noscript></p>')).toBe(
      `<p>${picture}</p>`,
    );
    expect(htmlOf('html', '<p>A<noscript><img src="/pixel.gif"></noscript></p>')).toBe('<p>A</p>');
  });

  it('is the picture of its article, and no script comes with it', () => {
    const { image, html } = render(
      'html',
      `<img src="${PIXEL}" data-src="/a.jpg"><img data-src="javascript:x" alt="B">`,
    );
    expect(image).toEqual({ src: 'https://bao.example/a.jpg' });
    expect(html).toBe('<img src="https://bao.example/a.jpg" />B');
  });

  it('is a film or a frame, too', () => {
    expect(htmlOf('html', '<video data-src="/a.mp4"></video>')).toContain('src="https://bao.example/a.mp4"');
    expect(htmlOf('html', '<iframe data-src="https://www.youtube.com/embed/a"></iframe>')).toContain(
      'src="https://www.youtube.com/embed/a"',
    );
  });
});
