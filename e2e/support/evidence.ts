import path from 'node:path';

/** What the stories leave behind for the last look: data, logs, pages, exchanges, and the list of issued values. */
export const EVIDENCE = path.resolve('test-results/evidence');
