import { addressesIn } from './address-in-text';
import { repeatedPart } from './address-errors';
import type { FindingId } from './finding-id';

/** What a text names, and a remedy can say: doctor.facts.<kind>. */
type FactKind =
  | 'rolesNeeded'
  | 'rolesHeld'
  | 'noRoles'
  | 'audience'
  | 'allowedAudience'
  | 'scope'
  | 'application'
  | 'tenant'
  | 'expiry'
  | 'property'
  | 'limit'
  | 'parameter'
  | 'retryAfter'
  | 'url'
  | 'repeated';

export type NamedFact = { readonly kind: FactKind; readonly value: string };

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The first match's first group is the value. None of them takes what stands after client_secret or Bearer. */
const patterns: readonly { readonly kind: FactKind; readonly pattern: RegExp }[] = [
  { kind: 'rolesNeeded', pattern: /API required roles: ([\w., ]{3,300}?)(?:, application roles|["'\n]|\.(?=\s|$))/i },
  { kind: 'rolesNeeded', pattern: /required (?:application|delegated) permissions \(([\w., ]{3,300})\)/i },
  { kind: 'rolesHeld', pattern: /application roles: ([\w., ]{3,300}?)\.?(?=["'\\\n]|$)/i },
  { kind: 'noRoles', pattern: /application roles: ?(\.)/i },
  { kind: 'audience', pattern: /wrong audience or resource '([^'\s]{1,150})'/i },
  { kind: 'audience', pattern: /\baud(?:ience)?\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?([\w:/.-]{5,150})/i },
  { kind: 'allowedAudience', pattern: /allowed audiences '([^'\s]{1,300})'/i },
  { kind: 'scope', pattern: /\bscope["']?\s{0,3}[=:]\s{0,3}["']?((?:https?:\/\/|api:\/\/)[^\s"'&,\]]{3,200})/i },
  { kind: 'scope', pattern: /\bscope ((?:https?:\/\/|api:\/\/)\S{3,200}) is not valid/i },
  { kind: 'scope', pattern: /resource principal named (\S{3,200}) was not found/i },
  {
    kind: 'application',
    pattern: new RegExp(
      `(?:app ?id|client_?id|identifier|application|app)["']?\\s{0,3}[:=]?\\s{0,3}["']?(${guid})`,
      'i',
    ),
  },
  { kind: 'tenant', pattern: /tenant(?: identifier)? '([^'\n]{1,100})'/i },
  { kind: 'tenant', pattern: /in the directory '([^'\n]{1,100})'/i },
  {
    kind: 'expiry',
    pattern:
      /(?:expired? (?:on|at)|valid (?:to|until)|not ?after)["']?[ :=]{1,3}["']?(\d{4}-\d\d-\d\d[T ]?[\d:.]{0,12}Z?)/i,
  },
  { kind: 'property', pattern: /property(?: named)? '([^'\n]{1,80})'/i },
  { kind: 'property', pattern: /for the segment '([^'\n]{1,80})'/i },
  { kind: 'limit', pattern: /the limit of '?(\d{1,7})/i },
  { kind: 'parameter', pattern: /following parameter: '([^'\n]{1,80})'/i },
  { kind: 'parameter', pattern: /"target":\s{0,2}"([A-Za-z$]{2,40})"/ },
  { kind: 'retryAfter', pattern: /retry-?after["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,6})\b/i },
];

/** Which of them belong into whose remedy. */
const wantedFacts: Partial<Readonly<Record<FindingId, readonly FactKind[]>>> = {
  missingApplicationRoles: ['rolesNeeded', 'rolesHeld', 'noRoles'],
  wrongAudience: ['audience', 'allowedAudience'],
  aadGraphAudience: ['application'],
  wrongScope: ['scope', 'url'],
  invalid_scope: ['scope'],
  AADSTS1002012: ['scope'],
  AADSTS70011: ['scope'],
  AADSTS28000: ['scope'],
  AADSTS500011: ['scope'],
  AADSTS700016: ['application', 'tenant'],
  AADSTS7000215: ['application'],
  AADSTS7000222: ['application', 'expiry'],
  AADSTS7000229: ['application'],
  AADSTS7000112: ['application'],
  AADSTS7000116: ['application'],
  AADSTS90002: ['tenant'],
  AADSTS900023: ['tenant'],
  AADSTS900144: ['parameter'],
  AADSTS7000218: ['parameter'],
  secretExpired: ['application', 'expiry'],
  tokenExpired: ['expiry'],
  detectionsParameter: ['parameter'],
  unknownProperty: ['property'],
  unknownSegment: ['property'],
  skipLimit: ['limit'],
  TooManyRequests: ['retryAfter'],
  http429: ['retryAfter'],
  detectionsBusy: ['retryAfter'],
  doubledPath: ['repeated'],
  http404: ['url'],
  http403: ['url'],
  http401: ['url'],
};

/** What the text names of use to one finding, each kind once. */
export function factsFor(id: FindingId, text: string): readonly NamedFact[] {
  return (wantedFacts[id] ?? []).flatMap((kind) => {
    const value = valueOf(kind, text);
    return value === '' ? [] : [{ kind, value }];
  });
}

function valueOf(kind: FactKind, text: string): string {
  if (kind === 'url') return addressesIn(text)[0]?.text ?? '';
  if (kind === 'repeated') return addressesIn(text).map(({ path }) => repeatedPart(path))[0] ?? '';
  for (const one of patterns) {
    const found = one.kind === kind ? one.pattern.exec(text)?.[1] : undefined;
    if (found) return found.trim();
  }
  return '';
}
