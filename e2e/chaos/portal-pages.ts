import { z } from 'zod';

/** A row of `Settings > SIEM`. */
export type ListedConnector = { readonly id: string; readonly incomplete: boolean; readonly removing: boolean };

export function listedConnectors(html: string): readonly ListedConnector[] {
  if (!html.includes('Enable SIEM integration')) throw new Error(`Not the list: ${words(html)}`);
  return [...html.matchAll(/<tr.*?<\/tr>/gs)].flatMap(([row]) => {
    const id = /href="\/settings\/siem\/([0-9a-f-]{36})"/.exec(row)?.[1];
    return id
      ? [{ id, incomplete: row.includes('>Incomplete<'), removing: row.includes('>Removal not finished<') }]
      : [];
  });
}

/** Address of the page of the list that follows; null on the last. */
export function nextListPage(html: string): string | null {
  const link = /<a [^>]*rel="next"[^>]*>/.exec(html)?.[0] ?? '';
  return /href="([^"]+)"/.exec(link)?.[1]?.replaceAll('&amp;', '&') ?? null;
}

const secretsSchema = z.array(z.object({ id: z.string(), keyId: z.string(), delivered: z.boolean() }));

/** A secret that the connector's page shows, newest first. */
export type ListedSecret = z.infer<typeof secretsSchema>[number];

export function listedSecrets(html: string): readonly ListedSecret[] {
  const found = /\\"secrets\\":(\[.*?\])/.exec(html)?.[1];
  if (found === undefined) throw new Error(`Not the page of a connector: ${words(html)}`);
  return secretsSchema.parse(JSON.parse(found.replaceAll('\\"', '"')));
}

/** The connector that a page of set-up tells of; null before there is one. */
export function connectorOfSetup(html: string): string | null {
  return /\\"connectorId\\":\\"([0-9a-f-]{36})\\"/.exec(html)?.[1] ?? null;
}

/** The beginning of what a page says. */
export function words(html: string): string {
  const body = html.replace(/<script.*?<\/script>/gs, '').replace(/<[^>]*>/g, ' ');
  return body.replace(/\s+/g, ' ').slice(0, 300);
}
