import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { parseAuthorsFile } from '../../../functions/core/site/authors-file.ts';

const read = (text: string) => parseAuthorsFile('_data/authors.yml', text, 'https://bao.example/');

describe('an authors file', () => {
  it('finds pictures in media/ where the feeds are served', () => {
    const text = 'na: { picture: /media/na.jpg, url: /media/na }\nvu: { picture: /img/vu.jpg }';
    const { people } = parseAuthorsFile('authors.yml', text, 'https://bao.example/', 'https://feeds.bao.example/');
    expect(people).toEqual({
      na: { name: 'na', url: 'https://bao.example/media/na', picture: 'https://feeds.bao.example/media/na.jpg' },
      vu: { name: 'vu', picture: 'https://bao.example/img/vu.jpg' },
    });
  });

  it('says who is meant by an id', () => {
    const text = `lena:
  name: Lê Na
  email: na@bao.example
  url: /na
  image_url: https://a.example/na.jpg
  title: Nhà báo
  mastodon: lena@bao.example
vu: Trần Vũ
ha: { name: Hà, webfinger: Ha@bao.example }
an: { website: "javascript:alert(1)", email: none, fediverse: ai đó }
`;
    expect(read(text)).toEqual({
      people: {
        lena: {
          name: 'Lê Na',
          email: 'na@bao.example',
          url: 'https://bao.example/na',
          picture: 'https://a.example/na.jpg',
          fediverse: '@lena@bao.example',
        },
        vu: { name: 'Trần Vũ' },
        ha: { name: 'Hà', fediverse: '@Ha@bao.example' },
        an: { name: 'an' },
      },
      problems: [],
    });
  });

  it('is warned of an address with a host and no https://', () => {
    const { people, problems } = read('lena:\n  name: Lê Na\n  website: www.bao.example/na\n');
    expect(people.lena?.url).toBe('https://bao.example/www.bao.example/na');
    expect(problems.map(formatProblem)).toEqual([
      '_data/authors.yml:3:12: warning: website: "www.bao.example/na" is read as a path below the home page, ' +
        'since it ' +
        'has no https:// before it; write https://www.bao.example/na',
    ]);
  });

  it('may be a list', () => {
    expect(read('- { id: lena, name: Lê Na }\n- { name: x }\n').people).toEqual({ lena: { name: 'Lê Na' } });
  });

  it('that can not be read names nobody, and says why', () => {
    const { people, problems } = read('lena: {\n');
    expect(people).toEqual({});
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/^_data\/authors\.yml:\d+:\d+: warning: .*id$/),
    ]);
    expect(read('x').problems.map(formatProblem)).toEqual([
      '_data/authors.yml:1:1: warning: the authors are no mapping of ids; write them as lena: { name: Lê Na }',
    ]);
  });
});
