import { describe, expect, it } from 'vitest';
import { membersReason } from '../../../../functions/core/import/formats/wordpress/members-only.ts';
import { expectLinear } from '../../../growth.ts';
import { readBytes, rss } from '../imported.ts';

const reason = (text: string, fields: Readonly<Record<string, string>> = {}) => membersReason(text, key => fields[key]);

/** Settings of Ultimate Member: of its own or not, and who may read it: 0 everybody, 1 visitors, 2 who is signed in. */
const um = (own: string, who: string): string =>
  `a:2:{s:26:"_um_custom_access_settings";s:1:"${own}";s:14:"_um_accessible";s:1:"${who}";}`;

describe('a post of WordPress that not everybody could read', () => {
  it.each([
    [{ _members_access_role: 'subscriber' }],
    [{ _jetpack_newsletter_access: 'paid_subscribers' }],
    [{ rcp_user_level: 'Subscriber' }],
    [{ _wpmem_block: '1' }],
    [{ um_content_restriction: um('1', '2') }],
  ])('is told by %j', fields => {
    expect(reason('A', fields)).toMatch(/^not for everybody \(/);
  });

  it.each([
    ['A [members_only]B[/members_only]'],
    ['A [restrict userlevel="editor"]B[/restrict]'],
    ['[member]x [member]B[/member]'],
    ['A\n<!-- wp:jetpack/paywall -->\nB'],
    ['<!-- wp:paragraph {"um_is_restrict":true,"um_who_access":"1"} --><p>B</p><!-- /wp:paragraph -->'],
    ['<!-- wp:premium-content/container -->B<!-- /wp:premium-content/container -->'],
  ])('is told by its text %j', text => {
    expect(reason(text)).toMatch(/^in part for members alone \(/);
  });

  it.each([
    ['A [member name="Na"] [membership_card] [memberships]', {}],
    ['A', { um_content_restriction: um('0', '2') }],
    ['A', { um_content_restriction: um('1', '0') }],
    ['A', { _jetpack_newsletter_access: 'everybody', _wpmem_block: '0', rcp_user_level: 'All', other: 'x' }],
  ])('is not told by %j', (text, fields) => {
    expect(reason(text, fields)).toBeUndefined();
  });

  it.each(['[member ', '[/member] [restrict ', '[private]'])('is looked for in linear time: %s', async part => {
    await expectLinear(reason, n => part.repeat(n), 16_000);
  });
});

describe('the cover of an episode', () => {
  it.each([
    'href="https://m.example/c.jpg"/>',
    'url="https://m.example/c.jpg"/>',
    '>https://m.example/c.jpg</itunes:image>',
  ])('is read from <itunes:image %s', async rest => {
    const item = `<item><title>E</title><guid>1</guid><itunes:image ${rest}</item>`;
    const feed = await readBytes(Buffer.from(rss(item.replace('image >', 'image>'))));
    expect(feed.items[0]?.image?.src).toBe('https://m.example/c.jpg');
  });
});
