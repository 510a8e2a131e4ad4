import { inRequest } from '@/lib/request/testing/in-request';
import { rememberLink } from '../opened-link-cookie';

/** What a browser keeps after it brought this, as it sends it back. */
export async function openLink(token: string) {
  const { value: linkId, setCookies } = await inRequest({}, () => rememberLink(token));
  const [cookie = ''] = setCookies;
  const [pair = ''] = cookie.split(';');
  const [name = '', value = ''] = pair.split('=');
  return { linkId, cookie, cookies: { [name]: decodeURIComponent(value) } };
}
