// Beside types and boundaries: the rules of style (docs/architecture.md).
import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

const sources = ['**/*.ts', '**/*.tsx'];
const environmentReaders = [
  'lib/env.ts',
  'instrumentation.ts',
  'tenant/environment.ts',
  'scripts/**',
  'e2e/**',
  'attacks/**',
  'bench/**',
  'connect/main.ts',
  '**/*.test.ts',
  '*.config.*',
  'vitest.*.ts',
];

export default tseslint.config(
  {
    ignores: [
      '.next/**',
      'generated/**',
      'data/**',
      'standalone/**',
      'next-env.d.ts',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  ...next,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: sources })),
  {
    files: sources,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: a default export hides what a file is for.' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that owns the name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  },
  {
    files: [
      'lib/**/*.ts',
      'foundation/**/*.ts',
      'testing/**/*.ts',
      'tenant/**/*.ts',
      'scripts/**/*.ts',
      'bench/**/*.ts',
      'connect/**/*.ts',
      'check/**/*.ts',
    ],
    ignores: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }] },
  },
  {
    // Next, next-intl and Playwright ask these files for a default export.
    files: [
      'app/**',
      'bench/bare-app/app/**',
      '*.config.*',
      'lib/locale/locale-request.ts',
      'e2e/support/clear-evidence.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: sources,
    ignores: environmentReaders,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only lib/env.ts reads the environment.' },
        {
          object: 'router',
          property: 'refresh',
          message: 'A page that cannot be refreshed would be lost: refreshPage.',
        },
      ],
    },
  },
);
