// Folders that import each other in a circle cannot be understood one at a time. `npm run boundaries` checks it.
// Tests are left out: they reach up to the whole program to test a part of it in its place.
const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    exclude: { path: [options.exclude.path, '[.]test[.]tsx?$', '^tenant/testing/', '^lib/[^/]+/testing/'] },
  },
};
