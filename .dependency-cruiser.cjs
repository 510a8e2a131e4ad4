// The boundaries of the codebase, described in docs/architecture.md. `npm run boundaries` checks them.
const entryPoints = '^lib/[^/]+/[^/]+-(queries|actions)[.]ts$';
const tests = '[.]test[.]tsx?$';
const typeOnly = { dependencyTypesNot: ['type-only'] };
const rule = (name, from, to) => ({ name, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('nothing-imports-app', { pathNot: '^app/' }, { path: '^app/' }),
    rule('lib-knows-no-ui', { path: '^lib/' }, { path: '^components/' }),
    rule(
      'pages-compose-only',
      { path: '^app/.*(page|layout|template|loading|error|not-found)[.]tsx$' },
      { path: '^lib/', ...typeOnly },
    ),
    rule('ui-primitives-know-no-domain', { path: '^components/ui/' }, { path: '^(components/(?!ui/)|lib/)' }),
    rule(
      'components-use-the-entry-points',
      { path: '^components/', pathNot: tests },
      {
        path: '^lib/',
        pathNot: [entryPoints, '^lib/(siem|doctor)/', '^lib/(assert-never)[.]ts$', '-input[.]ts$'],
        ...typeOnly,
      },
    ),
    rule(
      'only-stores-touch-the-database',
      // lib/start opens the database, closes it and looks after it; the bare application of the bench has its own.
      {
        pathNot: [
          '^lib/[^/]+/[^/]+-store[.]ts$',
          '^lib/(db|start)/',
          '^(prisma|generated)/',
          '^scripts/',
          '^check/check-database[.]ts$',
          '^bench/audit-run[.]ts$',
          '^bench/bare-app/',
          tests,
        ],
      },
      { path: ['^lib/db/', '^generated/', '^(node_modules/)?@prisma/'], ...typeOnly },
    ),
    rule(
      'use-cases-know-no-framework',
      { path: '^lib/', pathNot: [entryPoints, '-(cookie|request)[.]ts$', '/auth-options[.]ts$', tests] },
      { path: '^(node_modules/)?(next|next-auth|next-intl|react|react-dom)(/|$)' },
    ),
    rule(
      'gateways-know-no-product',
      { path: '^lib/(graph|entra|defender)/', pathNot: tests },
      { path: '^lib/', pathNot: ['^lib/(graph|entra|defender|http)/', '^lib/(result|assert-never)[.]ts$'] },
    ),
    rule('doctor-is-pure', { path: '^lib/doctor/', pathNot: tests }, { pathNot: '^lib/doctor/', ...typeOnly }),
    rule(
      'siem-formats-are-pure',
      { path: '^lib/siem/', pathNot: [tests, '^lib/siem/testing/'] },
      { pathNot: ['^lib/siem/', '^node_modules/fflate/'], ...typeOnly },
    ),
    rule(
      'tenant-knows-no-product',
      { path: '^tenant/' },
      { path: '^(app|components|lib|prisma|generated|e2e|scripts|messages)/' },
    ),
    rule(
      'product-knows-no-tenant',
      { path: '^(app|components|lib|prisma|messages)/', pathNot: tests },
      { path: '^tenant/' },
    ),
    rule(
      'product-runs-no-testing-code',
      { path: '^(app|components|lib|foundation)/', pathNot: tests },
      { path: '^testing/' },
    ),
    rule(
      'foundation-knows-no-program',
      { path: '^(foundation|testing)/' },
      { path: '^(app|components|lib|prisma|generated|tenant|e2e|faults|bench|scripts|messages)/' },
    ),
    rule('nothing-imports-bench', { pathNot: '^bench/' }, { path: '^bench/' }),
    rule('e2e-is-a-stranger', { path: '^(e2e|attacks)/' }, { path: '^(app|components|lib|prisma|tenant)/' }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^generated/'] },
    exclude: { path: '^([.]next|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
