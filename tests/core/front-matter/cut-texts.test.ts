import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../functions/core/problem.ts';
import { read } from '../samples.ts';

/** Fields that only the general reader of YAML understands. */
const GENERAL = 'x: { y: [z] }\n';

function warningsOf(fields: string): readonly string[] {
  const { problems } = read(`---\ndate: 2026-11-20\n${fields}\n---\nChữ.\n`);
  const told = problems.map(problem => formatProblem(problem).replace(/^\S+\.md:/, ''));
  return told.filter(message => message.includes('comment in YAML'));
}

function told(place: string, name: string, comment: string, isEmpty = false): string {
  const empty = isEmpty ? ', so there is no value' : '';
  const what = `${place}: warning: ${name}: "${comment}" is a comment in YAML and is left out${empty}`;
  return `${what}; put the value in quotes, or the comment on its own line`;
}

describe('a text that a # cuts', () => {
  it.each([
    ['title: Bài hát # 1 Việt Nam', told('3:16', 'title', '# 1 Việt Nam')],
    ['title: Bài hát\t#1', told('3:16', 'title', '#1')],
    ['title: #hashtag nóng  ', told('3:8', 'title', '#hashtag nóng', true)],
    ['title: A\nsummary: Chợ # họp', told('4:14', 'summary', '# họp')],
    ['title: A\ndescription: Chợ # họp', told('4:18', 'description', '# họp')],
    ['title: A\nauthor: An #2', told('4:12', 'author', '#2')],
    ['title: A\ncategory: Top # 10', told('4:15', 'category', '# 10')],
    ['title: A\ntags:\n  - a\n  - C # 9', told('6:7', 'tags', '# 9')],
    ['title: A\ntags:\n  - a\n  - #b', told('6:5', 'tags', '#b', true)],
    ['title: A\nimage:\n  src: /media/a.jpg\n  caption: Cầu # 3', told('6:16', 'image.caption', '# 3')],
    ['title: A\nauthors:\n  - name: An # 3\n    url: https://an.example/ # x', told('5:14', 'authors.name', '# 3')],
    ['title: A\nextra:\n  summary: Cầu # 3', told('5:16', 'summary', '# 3')],
    ['title: A\nsummary: Dòng một\n  dòng hai # ba', told('5:12', 'summary', '# ba')],
  ])('is a warning at the # by both readers: %j', (fields, message) => {
    expect(warningsOf(fields)).toEqual([message]);
    expect(warningsOf(`${fields}\n${GENERAL}`)).toEqual([message]);
  });

  it.each([
    ['title: A\nupdated: 2026-11-21 # giờ Hà Nội'],
    ['# một lời\ntitle: A\n  # lời nữa\nsummary: B'],
    ['title: "Bài # 1" # lời\nsummary: \'Chợ # họp\' # lời'],
    ['title: A#1\nsummary: "#hashtag"'],
    ['title: A\ntags: [a, b] # lời'],
    ['title: A\nsummary: > # lời\n  Một # hai'],
    ['title: A\nsummary: # lời\n  Một hai'],
    ['title: A\nlayout: post # lời\nlanguage: vi # lời'],
    ['title: A\nimage: /media/a.jpg # lời'],
  ])('is none where a comment is meant, or is no comment: %j', fields => {
    expect(warningsOf(fields)).toEqual([]);
    expect(warningsOf(`${fields}\n${GENERAL}`)).toEqual([]);
  });

  it('is none in front matter without comments', () => {
    const problems = read('Title: Bài hát # 1\nDate: 2026-11-20\n\nChữ.\n').problems;
    expect(problems.filter(({ message }) => message.includes('comment'))).toEqual([]);
  });
});
