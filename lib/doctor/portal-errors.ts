import { defineRules } from './error-rule';

/** What this portal's own detections API answers; its words are in lib/detections/detection-refusal.ts. */
export const portalErrors = defineRules([
  { id: 'detectionsOff', pattern: /detections API of this portal is switched off/i },
  {
    id: 'detectionsParameter',
    pattern:
      /is not a parameter; there are|must be a time in UTC such as|must be an ISO 8601 duration|must be a whole number from 1|\b(?:sinceTimeUtc|untilTimeUtc|ago|limit) (?:may be given once|cannot go with sinceTimeUtc)|is before the beginning of the time range|need a token for Microsoft Graph: the Defender API tells no tags/i,
  },
  {
    id: 'detectionsNoToken',
    pattern: /Authorization header has no bearer token|bearer token is no token of Microsoft Entra ID/i,
  },
  { id: 'detectionsOtherTenant', pattern: /token is of another tenant than this portal/i },
  {
    id: 'detectionsBusy',
    pattern: /requests of this caller are still being answered|refused many tokens that came from this address/i,
  },
  {
    id: 'detectionsRefused',
    pattern:
      /Microsoft refused the token\. It may have expired|The token (has expired|is not valid yet)|Microsoft refused this token a moment ago/i,
  },
  { id: 'detectionsForbidden', pattern: /Microsoft refuses these alerts to the caller/i },
  {
    id: 'detectionsNoAnswer',
    pattern:
      /Microsoft cannot answer at the moment|portal got no answer from Microsoft|Microsoft gave an answer that the portal cannot use/i,
  },
]);
