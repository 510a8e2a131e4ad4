import { z } from 'zod';

const detailSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).nullable();

export const storedEventSchema = z.object({
  ...{ id: z.string(), tenantId: z.string(), at: z.coerce.date(), seq: z.number().nullable() },
  ...{ hash: z.string().nullable(), personId: z.string().nullable(), personUpn: z.string().nullable() },
  ...{ action: z.string(), outcome: z.string(), target: z.string().nullable(), connectorId: z.string().nullable() },
  ...{ attemptId: z.string().nullable(), requestId: z.string(), detail: detailSchema },
});

export const headSchema = z.object({
  ...{ tenantId: z.string(), seq: z.number(), hash: z.string(), keyId: z.string(), mac: z.string() },
});

export const segmentSchema = headSchema.extend({ firstSeq: z.number(), hashBefore: z.string() });
