import type { ApiOption, EnableOptions } from '@/lib/pages/enable-queries';

/** Whether nobody here could choose this API; one that only a role is missing for can be asked for. */
export function isUnavailable({ obstacle }: Pick<ApiOption, 'obstacle'>): boolean {
  return obstacle === 'missing' || obstacle === 'cloud' || obstacle === 'off';
}

/** Whether no connector could be made at all. */
export function isBlocked({ secretsForbidden, apis }: Pick<EnableOptions, 'secretsForbidden' | 'apis'>): boolean {
  return secretsForbidden || apis.every(isUnavailable);
}

/** Whether this person may not grant what the API takes, and an administrator may. */
export function needsAsking({ apis }: Pick<EnableOptions, 'apis'>, chosen: ApiOption['api']): boolean {
  return apis.some(({ api, obstacle }) => api === chosen && obstacle === 'role');
}
