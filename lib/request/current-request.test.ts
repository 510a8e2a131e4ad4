import { describe, expect, it } from 'vitest';
import { currentAddress, currentPath, currentRequestId } from './current-request';
import { inRequest } from './testing/in-request';

describe('currentAddress', () => {
  it('is what the door found, whatever else is written', async () => {
    const headers = { 'x-client-address': '203.0.113.7', 'x-forwarded-for': '1.1.1.1' };
    expect((await inRequest({ headers }, currentAddress)).value).toBe('203.0.113.7');
  });

  it('is one and the same for all that did not come through the door', async () => {
    expect((await inRequest({}, currentAddress)).value).toBe('');
  });
});

describe('a request that did not come through the proxy', () => {
  it('has no id, and leads home', async () => {
    expect((await inRequest({}, currentRequestId)).value).toBe('unknown');
    expect((await inRequest({}, currentPath)).value).toBe('/');
  });
});
