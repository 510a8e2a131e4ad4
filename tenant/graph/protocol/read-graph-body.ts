import type { GraphBody } from './graph-call';

export function readGraphBody(text: string, contentType: string | null): GraphBody {
  if (text === '') return { kind: 'none' };
  if (!/^application\/json\b/i.test(contentType ?? '')) return { kind: 'unreadable' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable' };
  }
}
