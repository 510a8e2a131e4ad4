import { z } from 'zod';
import { alertApis } from '@/lib/cloud/alert-api';
import { siemTypes } from '@/lib/siem/catalogue/siem-catalogue';

/** The SIEM that a connector is to be for, and whether that one reads incidents as well. */
export const desiredSiemUseSchema = z.object({ siemType: z.enum(siemTypes), incidents: z.boolean() });

/** The same with the API that follows from it, as the passage keeps it. */
export const siemUseSchema = desiredSiemUseSchema.extend({ api: z.enum(alertApis) });
