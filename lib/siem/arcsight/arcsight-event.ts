import type { SiemApi } from '../connector-details';
import type { EventField } from '../event-field';
import { memberAt } from '../text/json-member';
import { arcsightConstants, arcsightFieldMaps } from './arcsight-parser';
import { evaluate } from './flexconnector-expression';

/** Beyond this the regular expressions over the evidence could keep a browser busy. */
const LONGEST_TOKEN = 64_000;

export type ArcsightEventPreview = {
  readonly fields: readonly EventField[];
  readonly additionalData: readonly EventField[];
};

/**
 * Takes one alert and gives the event that ArcSight makes of it, by the field map that the parser file is written
 * from. Fields that stay empty are left out, and with them their labels.
 */
export function arcsightEvent(api: SiemApi, alert: unknown): ArcsightEventPreview {
  const map = arcsightFieldMaps[api];
  const tokens = new Map(
    [...map.mapped, ...map.kept].map(({ name, location }) => [name, asText(memberAt(alert, location.split('/')))]),
  );
  const filled = [...arcsightConstants, ...map.events].flatMap(([name, source]): readonly EventField[] => {
    const value = evaluate(source, tokens);
    if (value === null || value === '') return [];
    return [{ name, value: value instanceof Date ? value.toISOString() : value }];
  });
  const fields = filled.filter(({ name }) => {
    const labelled = /^(.+)Label$/.exec(name)?.[1];
    return labelled === undefined || filled.some((field) => field.name === labelled);
  });
  const kept = map.kept.flatMap(({ name }) => [{ name, value: tokens.get(name) ?? '' }]);
  return { fields, additionalData: kept.filter(({ value }) => value !== '') };
}

/** A FlexConnector's string token: JSON text where the member is no string. */
function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_TOKEN ? null : text;
}
