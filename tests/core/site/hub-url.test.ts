import { describe, expect, it } from 'vitest';
import { isHubUrl } from '../../../functions/core/site/hub-url.ts';

describe('where a hub may be', () => {
  it.each([
    'https://hub.example/',
    'https://hub.example:8443/a?b=c',
    'http://127.0.0.1:8080/',
    'http://localhost/hub',
    'http://[::1]:9/',
  ])('%s', url => {
    expect(isHubUrl(url)).toBe(true);
  });

  it.each([
    'http://hub.example/',
    'http://127.0.0.1.example/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0.0.0.0/',
    'ftp://127.0.0.1/',
    'file:///127.0.0.1',
    'https://a:b@hub.example/',
    'https://hub.example/#x',
    'hub.example',
    '',
  ])('not %j', url => {
    expect(isHubUrl(url)).toBe(false);
  });
});
