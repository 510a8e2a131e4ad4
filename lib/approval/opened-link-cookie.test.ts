import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { hashSecret } from '@/lib/seal/hash-secret';
import { inRequest } from '@/lib/request/testing/in-request';
import { openApprovalLink } from './approval-actions';
import { approvalLink, approvalPath } from './approval-path';
import { openedLink } from './opened-link-cookie';
import { openLink } from './testing/open-link';

vi.stubEnv('__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS', 'true');

const newToken = () => randomBytes(32).toString('base64url');

describe('an approval’s link', () => {
  it('has what opens it behind the #, and a path of its own that tells nothing of it', () => {
    const token = newToken();
    const [path, fragment] = approvalLink(token).split('#');
    expect(fragment).toBe(token);
    expect(path).toMatch(/^\/approve\/[\w-]{16}$/);
    expect(approvalLink(newToken()).split('#')[0]).not.toBe(path);
  });

  it('is known again by the browser that brought it, whose cookie does not hold it', async () => {
    const token = newToken();
    const { linkId, cookie, cookies } = await openLink(token);
    expect(cookie).not.toContain(token);
    expect(cookie).not.toContain(hashSecret(token));
    expect(cookie).toMatch(/HttpOnly/);
    expect(approvalLink(token)).toBe(`${approvalPath(linkId)}#${token}`);
    expect((await inRequest({ cookies }, () => openedLink(linkId))).value).toBe(hashSecret(token));
  });

  it('is not known to another browser, under another id, or by a cookie that somebody wrote', async () => {
    const { linkId, cookies } = await openLink(newToken());
    const other = await openLink(newToken());
    expect((await inRequest({}, () => openedLink(linkId))).value).toBeNull();
    expect((await inRequest({ cookies }, () => openedLink(other.linkId))).value).toBeNull();
    const names = [Object.keys(cookies)[0] ?? ''];
    const [foreign = ''] = Object.values(other.cookies);
    for (const value of [foreign, 'x', '', hashSecret('a')]) {
      const forged = Object.fromEntries(names.map((name) => [name, value]));
      expect((await inRequest({ cookies: forged }, () => openedLink(linkId))).value).toBeNull();
    }
  });

  it.each(['', 'x', '../../settings/siem', 'x'.repeat(44), '//example.org/'.padEnd(43, 'x')])(
    'leads nowhere when what stands behind the # is %j',
    async (token) => {
      const form = new FormData();
      form.set('token', token);
      const opening = inRequest({}, () => openApprovalLink(form));
      const digest = await opening.then(
        () => '',
        (error: unknown) => (error instanceof Error && 'digest' in error ? String(error.digest) : ''),
      );
      expect(digest).toContain(';/approve/unknown;');
    },
  );
});
