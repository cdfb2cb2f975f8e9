import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from '../../functions/web/public-address.ts';

describe('an address of the internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2400:cb00::1',
  ])('is %s', address => {
    expect(isPublicAddress(address)).toBe(true);
    expect(isLoopbackAddress(address)).toBe(false);
  });

  it.each([
    ['this network', '0.0.0.0', '0.255.255.255'],
    [
      'a private network',
      '10.0.0.0',
      '10.255.255.255',
      '172.16.0.0',
      '172.31.255.255',
      '192.168.0.0',
      '192.168.255.255',
    ],
    ['a provider that shares (CGNAT)', '100.64.0.0', '100.127.255.255'],
    ['this machine', '127.0.0.1', '127.255.255.255', '::1'],
    ['a link', '169.254.0.1', '169.254.169.254', '169.254.170.2', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    ['the metadata of a host', 'fd00:ec2::254'],
    ['a private network of IPv6', 'fc00::1', 'fdff::1', 'fec0::1'],
    ['a protocol', '192.0.0.1', '192.88.99.1', '2001::1', '2001:20::1'],
    ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
    ['a measurement', '198.18.0.1', '198.19.255.255', '2001:2::1'],
    ['a group', '224.0.0.1', '239.255.255.255', 'ff02::1'],
    ['everyone, or the future', '240.0.0.1', '255.255.255.255'],
    ['nobody', '::'],
    ['IPv4 within IPv6', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '::7f00:1', '::127.0.0.1'],
    ['IPv4 that is translated (NAT64)', '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1'],
    ['IPv4 that is tunnelled (6to4, Teredo)', '2002:7f00:1::', '2001:0:7f00:1::'],
    ['no address', '', 'localhost', '127.1', '0x7f000001', '8.8.8.8/32', '8.8.8.8%1', '[2606:4700::1]'],
  ])('is not one of %s', (_, ...addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it('is told from one of this machine', () => {
    for (const address of ['127.0.0.1', '127.1.2.3', '::1']) expect(isLoopbackAddress(address)).toBe(true);
    for (const address of ['::2', '128.0.0.1', '0.0.0.0', 'localhost', '::1%lo'])
      expect(isLoopbackAddress(address)).toBe(false);
  });
});
