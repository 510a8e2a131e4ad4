import { randomUUID } from 'node:crypto';
import { callAction } from '../support/call-action';
import { pathOf } from '../support/built-portal';
import type { Group, Kind } from '../support/world';

/** Actions that anybody may call: they change the caller's own browser, or lead to a page that judges. */
const forAnybody = ['signOut', 'switchAccount', 'chooseLocale', 'checkRolesAgain'];
/** They lead to the page of an approval, which says who may not. */
const leadOn = ['goToApprove', 'declineApproval', 'checkApproval'];
/** A look at what everybody with a reading role may see, and the end of sessions of one's own. */
const forReaders = ['checkTenantAgain', 'refreshPage', 'endListedSession', 'endOtherSessions'];

/** Everything that may be called, by everybody who may not. */
export const authorization: Group = {
  id: 'A',
  title: 'Actions and routes by people who may not',
  async run(world, count) {
    const { built, send, cookie, tenantState } = world;
    const before = await tenantState();
    const guarded = built.actions.filter(({ name }) => ![...forAnybody, ...leadOn].includes(name));
    for (const kind of ['nobody', 'user', 'reader'] as const) {
      for (const action of guarded) {
        if (kind === 'reader' && forReaders.includes(action.name)) continue;
        for (const args of [[randomUUID()], [randomUUID(), 'secret'], [{ id: randomUUID() }], []]) {
          const answer = await callAction(world, action, { kind, args });
          const isRefused = answer.status === 403 || !/"ok":true|"started"/.test(answer.text);
          count(`${kind} calls ${action.name}`, isRefused && answer.status < 500, `${answer.status} ${answer.text}`);
        }
      }
    }
    const mayLook: Readonly<Record<Kind, readonly number[]>> = {
      nobody: [401],
      user: [403, 404],
      reader: [403, 404],
      operator: [404],
    };
    const operations = [...built.handlers].filter(([route]) => route.startsWith('/api/operations/'));
    for (const kind of ['nobody', 'user', 'reader', 'operator'] as const) {
      for (const [route, methods] of operations) {
        for (const method of methods) {
          const headers = { cookie: cookie(kind), origin: world.servers.portalUrl };
          const { status, text } = await send(pathOf(route, randomUUID()), { method, headers });
          count(`${kind}: ${method} ${route} of another`, mayLook[kind].includes(status), `${status} ${text}`);
        }
      }
    }
    for (const page of built.pages.filter((route) => route.startsWith('/settings'))) {
      const nobody = await send(pathOf(page, randomUUID()));
      const location = nobody.headers.location ?? '';
      count(`nobody looks at ${page}`, nobody.status === 307 && location.startsWith('/sign-in'), nobody.status);
      const user = await send(pathOf(page, randomUUID()), { headers: { cookie: cookie('user') } });
      count(`a person without a role looks at ${page}`, !/Enable SIEM integration/.test(user.text), user.status);
    }
    count('the tenant is as it was', (await tenantState()) === before);
  },
};
