import { z } from 'zod';
import { enableFormSchema } from '@/lib/connector/connector-input';
import { ASK } from '@/lib/connector/connector-name-input';
import { desiredSiemUseSchema } from '@/lib/connector/permission-input';

/** Where the person meets Entra. blocked: the browser did not open the pop-up. */
export const displayModes = ['popup', 'blocked', 'tab'] as const;
export type DisplayMode = (typeof displayModes)[number];

const onConnector = { connectorId: z.guid() };

/** What somebody wants to begin. */
const requestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('enable'),
    ...enableFormSchema.shape,
    /** Whoever may not grant the permission asks an administrator. */
    grant: z.literal(ASK).optional(),
  }),
  /** Set-up that began and has not ended. */
  z.object({ kind: z.literal('resume'), ...onConnector }),
  z.object({
    kind: z.enum([
      'undo',
      'disable',
      're-enable',
      'remove',
      'restore',
      'new-secret',
      'tokens',
      'verify',
      'clean-up',
      'remove-foreign',
    ]),
    ...onConnector,
  }),
  z.object({ kind: z.literal('remove-secret'), ...onConnector, secretId: z.guid() }),
  z.object({
    kind: z.literal('permissions'),
    ...onConnector,
    /** What the connector is to be for; left out, it is what it was written down for. */
    use: desiredSiemUseSchema.optional(),
  }),
  /** An application without a connector here, by its object id. */
  z.object({ kind: z.enum(['adopt', 'remove-orphan']), applicationId: z.guid() }),
  /** The same as an earlier operation of the same person, from that one's own row. */
  z.object({ kind: z.literal('repeat'), operationId: z.guid() }),
]);
export type OperationRequest = z.infer<typeof requestSchema>;

/** As a page sends it: what was filled in is not parsed yet. */
export type OperationInput =
  | Exclude<OperationRequest, { kind: 'enable' }>
  | ({ readonly kind: 'enable' } & Readonly<Record<string, FormDataEntryValue>>);

export const beginSchema = z.object({
  /** Made by the browser, so that the pop-up can open in the click: the same id twice begins one operation. */
  id: z.guid(),
  displayMode: z.enum(displayModes),
  operation: requestSchema,
});
export type BeginInput = z.infer<typeof beginSchema>;
