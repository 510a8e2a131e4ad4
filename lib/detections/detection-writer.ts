import type { AlertRows } from './detection-facts';
import { ownPieces, sharedPieces } from './detection-row';

/** The JSON texts of an alert's rows, in the order of its subjects. */
export function writeRows({ alert, deviceOf, subjects }: AlertRows, wanted: readonly number[]): readonly string[] {
  const written = new Map<string, readonly string[]>();
  const sharedOf = (deviceId: string) => {
    const texts = written.get(deviceId) ?? sharedPieces(alert, deviceOf(deviceId)).map(members);
    written.set(deviceId, texts);
    return texts;
  };
  return wanted.flatMap((part) => {
    const subject = subjects[part];
    if (!subject) return [];
    const own = ownPieces(alert.id, subject, part);
    return `{${sharedOf(subject.deviceId)
      .map((text, endpoint) => `${text},${members(own[endpoint] ?? {})}`)
      .join(',')}}`;
  });
}

function members(piece: object): string {
  return JSON.stringify(piece).slice(1, -1);
}
