import { arcsight } from './arcsight';
import { genericApi } from './generic-api';
import type { SiemFormat } from './siem-format';

/** Every SIEM, in the order of the page. A new one is its own file, its messages, its test, and a line here. */
const formats = [arcsight, genericApi] as const;

export type SiemType = (typeof formats)[number]['id'];

export const siemFormats: readonly SiemFormat<SiemType>[] = formats;

export const siemTypes: readonly SiemType[] = formats.map((format) => format.id);

/** Gives the SIEM of that id, or undefined for an id that no SIEM has. */
export function findSiemFormat(id: string): SiemFormat<SiemType> | undefined {
  return siemFormats.find((format) => format.id === id);
}
