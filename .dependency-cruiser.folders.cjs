// Folders that import each other in a circle cannot be understood one at a time. `npm run boundaries` checks it.
// Tests are left out: they reach up to the whole program to test a part of it in its place.
const { options } = require('./.dependency-cruiser.cjs');

/** They still import each other; operations take their place. */
const tiedTogether = ['^components/', '^lib/(approval|connector|consent|token|verification)(/|$)'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: tiedTogether },
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: [options.exclude.path, '[.]test[.]tsx?$', '^tenant/testing/', '^lib/[^/]+/testing/'] },
  },
};
