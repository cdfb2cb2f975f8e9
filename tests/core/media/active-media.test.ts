import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storedMediaType } from '../../../functions/core/files/media-type.ts';
import {
  isSearched,
  MAX_SEARCHED_BYTES,
  mediaDisposition,
  mediaService,
} from '../../../functions/core/media/active-media.ts';
import { answer } from '../../edge/runtime.ts';

const svg = (inside: string, before = ''): Uint8Array =>
  Buffer.from(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${inside}</svg>`,
  );
const isActiveSvg = (bytes: Uint8Array): boolean => mediaService('media/a.svg', bytes).active;
const pdf = (inside: string | Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n'), Buffer.from(inside), Buffer.from('\nendobj\n%%EOF')]);
const isActivePdf = (bytes: Uint8Array): boolean => mediaService('media/a.pdf', bytes).active;
const ACTIVE_ENDINGS =
  'html htm HTML xhtml xht shtml xml xsl xslt rss atom rdf mathml mht mhtml swf js mjs hta htc eml jar svgz ' +
  'vbs bat exe gpx webarchive';

describe('a file under media/', () => {
  it.each(ACTIVE_ENDINGS.split(' '))('is a download, and told of, as .%s', ending => {
    expect(mediaService(`media/a.${ending}`)).toEqual({ active: true, attachment: true });
    expect(mediaDisposition(`media/a.${ending}`)).toBe('attachment');
  });

  it.each('jpg jpeg png gif webp avif heic mp3 m4a ogg wav mp4 webm woff2 txt csv vtt md json pdf'.split(' '))(
    'is shown as .%s',
    ending => {
      expect(mediaService(`media/a.${ending}`)).toEqual({ active: false, attachment: false });
      expect(mediaDisposition(`media/a.${ending}`)).toBeUndefined();
    },
  );

  it.each('zip docx css ics unknown'.split(' '))('is a download of which there is nothing to tell as .%s', ending => {
    expect(mediaService(`media/a.${ending}`)).toEqual({ active: false, attachment: true });
  });

  it('is a download by the object wherever it is one by the edge, which goes by the media type alone', () => {
    const endings = `${ACTIVE_ENDINGS} jpg svg mp3 mp4 txt csv vtt md json pdf zip docx css ics unknown`.split(' ');
    for (const ending of [...endings, 'a.b', '']) {
      const path = `media/a.${ending}`;
      const { headers } = answer(200, { 'content-type': storedMediaType(path) }, `/${path}`);
      const bytes = isSearched(path) ? svg('') : undefined;
      if (headers['content-disposition'] === 'attachment') expect(mediaDisposition(path, bytes)).toBe('attachment');
      else if (!mediaService(path, bytes).active) expect(mediaDisposition(path, bytes)).toBeUndefined();
    }
  });
});

describe('a picture in SVG', () => {
  it.each([
    [
      'shapes and styles',
      '<style>rect { fill: red }</style><rect class="on" width="1" height="1"/><text>on = off</text>',
    ],
    ['links and parts of itself', '<a xlink:href="https://a.example/?script=1"><use xlink:href="#a"/></a>'],
    ['pictures', '<image href="data:image/png;base64,iVBORw0KGgo="/><image href="https://a.example/b.jpg"/>'],
    ['fonts', '<style>@font-face{src:url(data:application/font-woff2;base64,AA==)}</style>'],
    ['text as HTML', '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a &lt; b &amp; c</p></foreignObject>'],
    ['movement', '<circle r="1"><animate attributeName="r" from="1" to="2" dur="1s"/></circle>'],
  ])('with %s is shown', (_, inside) => {
    expect(isActiveSvg(svg(inside))).toBe(false);
    expect(isActiveSvg(Buffer.from(`\ufeff${Buffer.from(svg(inside))}`))).toBe(false);
    expect(isActiveSvg(Buffer.from(`\ufeff${Buffer.from(svg(inside))}`, 'utf16le'))).toBe(false);
  });

  it('as drawing programs write it is shown', () => {
    const before =
      '<?xml version="1.0" encoding="iso-8859-1"?>\n<!-- Generator -->\n' +
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n' +
      '<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n' +
      '<!ENTITY ns_x "http://ns.adobe.com/Extensibility/1.0/">\n]>';
    expect(isActiveSvg(svg('<path d="M0 0"/>', before))).toBe(false);
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script by a prefix', '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'],
    ['a script elsewhere', '<script xlink:href="https://khac.example/a.js"/>'],
    ['a handler', '<g onload="alert(1)"/>'],
    ['a handler after a line', '<g\nonload\n=\n"alert(1)"/>'],
    [
      'a frame',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://khac.example/"/></foreignObject>',
    ],
    ['code as an address', '<a xlink:href="javascript:alert(1)"/>'],
    ['code that is written in references', '<a xlink:href="&#x6A;ava&#9;scr&#105;pt&#x3a;alert(1)"/>'],
    ['code that is written in names', '<a xlink:href="java&Tab;script&colon;alert(1)"/>'],
    ['code that moves', '<animate attributeName="href" values="javascript:alert(1)"/>'],
    ['a page as an address', '<use href="data:text/html,x"/>'],
    ['a picture as an address', '<use href="data:image/svg+xml,x"/>'],
  ])('with %s is a download', (_, inside) => {
    expect(isActiveSvg(svg(inside))).toBe(true);
    expect(isActiveSvg(Buffer.from(`\ufeff${Buffer.from(svg(inside))}`, 'utf16le'))).toBe(true);
  });

  it.each([
    ['a style sheet that transforms', svg('', '<?xml-stylesheet type="text/xsl" href="a.xsl"?>')],
    ['entities that words are made of', svg('<a href="&j;script:x"/>', '<!DOCTYPE svg [<!ENTITY j "java">]>')],
    ['entities from elsewhere', svg('&x;', '<!DOCTYPE svg [<!ENTITY x SYSTEM "https://khac.example/x">]>')],
    ['entities of entities', svg('&x;', '<!DOCTYPE svg [<!ENTITY % x "<!ENTITY y \'z\'>"> %x;]>')],
    ['references without end', svg(`&amp;${'amp;'.repeat(20)}lt;`)],
    ['bytes that are no text', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
    ['UTF-16 that does not say so', Buffer.from('<svg onload="a()"/>', 'utf16le')],
    ['an encoding that nobody knows', svg('', '<?xml version="1.0" encoding="UTF-7"?>')],
  ])('with %s is a download', (_, bytes) => {
    expect(isActiveSvg(bytes)).toBe(true);
  });

  it('that is too large to be searched is a download', () => {
    expect(mediaService('media/a.svg')).toEqual({ active: true, attachment: true });
    expect(MAX_SEARCHED_BYTES).toBe(8_388_608);
  });
});

describe('a PDF', () => {
  const objects = (text: string, filler = ''): Uint8Array => {
    const data = deflateSync(Buffer.from(text));
    return pdf(
      Buffer.concat([
        Buffer.from(`${filler}<</Type/ObjStm/Filter/FlateDecode>>stream\r\n`),
        data,
        Buffer.from('\nendstream'),
      ]),
    );
  };

  it.each([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Names(JavaScript)/JSON 1/XFABLE 2>>',
    '<</S/URI/URI(https://a.example/JS)>>',
    'by chance /JS\u0001 and /XFA\u0002',
  ])('with %s is shown', inside => {
    expect(isActivePdf(pdf(inside))).toBe(false);
    expect(isActivePdf(objects(inside))).toBe(false);
  });

  it.each([
    '<</S/JavaScript/JS(app.alert(1))>>',
    '<</S /J#61v#61Script>>',
    '<</#4A#53 5 0 R>>',
    '<</S/Launch/F(cmd.exe)>>',
    '<</AcroForm<</XFA 3 0 R>>>>',
    '<</Subtype/RichMedia>>',
  ])('with %s is a download', inside => {
    expect(isActivePdf(pdf(inside))).toBe(true);
    expect(isActivePdf(objects(inside))).toBe(true);
  });

  it('is searched wherever a name lies', () => {
    for (const before of [1024 ** 2 - 5, 1024 ** 2, 2 * 1024 ** 2 - 1])
      expect(isActivePdf(Buffer.from(`${' '.repeat(before)}/JavaScript `))).toBe(true);
  });

  it('that can not be told of is shown, and costs little', () => {
    expect(isActivePdf(pdf('/ObjStm stream\nno data '.repeat(100_000)))).toBe(false);
    const bomb = deflateSync(Buffer.alloc(64 * 1024 ** 2));
    expect(isActivePdf(pdf(Buffer.concat([Buffer.from('/ObjStm stream\n'), bomb])))).toBe(false);
    expect(mediaService('media/a.pdf')).toEqual({ active: false, attachment: false });
  });
});
