import { randomUUID } from 'node:crypto';
import { type BuiltAction, pathOf } from './built-portal';
import type { Answer } from './send';
import type { Kind, World } from './world';

type Call = { readonly kind: Kind; readonly args: readonly unknown[] };

/** Calls a server action as a script of its page does, with arguments that the page would never send. */
export function callAction(world: World, action: BuiltAction, { kind, args }: Call): Promise<Answer> {
  return world.send(pathOf(action.page, randomUUID()), {
    method: 'POST',
    headers: {
      ...{ 'next-action': action.id, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
      ...{ origin: world.servers.portalUrl, cookie: world.cookie(kind) },
    },
    body: JSON.stringify(args),
  });
}

/** The same as a form that works without script. */
export async function submitAction(
  world: World,
  action: BuiltAction,
  { kind, fields }: { readonly kind: Kind; readonly fields: Readonly<Record<string, string>> },
): Promise<Answer> {
  const form = new FormData();
  form.append(`$ACTION_ID_${action.id}`, '');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const encoded = new Response(form);
  return world.send(pathOf(action.page, randomUUID()), {
    method: 'POST',
    headers: {
      'content-type': encoded.headers.get('content-type') ?? '',
      ...{ origin: world.servers.portalUrl, cookie: world.cookie(kind) },
    },
    body: Buffer.from(await encoded.arrayBuffer()),
  });
}
