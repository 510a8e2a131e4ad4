import path from 'node:path';

/** What the e2e tests leave behind for the last test: data, logs, pages, exchanges, and the list of issued values. */
export const EVIDENCE = path.resolve('test-results/evidence');
