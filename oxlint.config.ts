import { defineConfig } from 'oxlint';

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise'],
  jsPlugins: ['./lint/house-plugin.ts'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['node_modules', 'dist', 'release', '.cache', 'coverage', 'test-results'],
  rules: {
    'house/imports': 'error',
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
    complexity: ['error', { max: 12 }],
    eqeqeq: ['error', 'always'],
    'no-console': 'error',
    'no-empty': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'react/react-in-jsx-scope': 'off',
    'react/exhaustive-deps': 'error',
    // Tables, grids and the deck are composite widgets with roles that the rule does not know.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // Style sheets and pixi's CSP patch are imported for their effect.
    'import/no-unassigned-import': 'off',
    // Branded units and rows from the database are made by assertion, in one place each.
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'eslint/no-shadow': 'off',
    'eslint/no-await-in-loop': 'off',
    'unicorn/consistent-function-scoping': 'off',
  },
  overrides: [
    {
      files: ['scripts/**', 'bench/**', 'test/**', 'main/host/cli-*.ts', 'main/host/server-*.ts'],
      rules: { 'no-console': 'off' },
    },
    // Piscina runs a worker's default export.
    {
      files: ['main/worker/analysis-worker.ts', 'test/support/analysis-worker-double.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    { files: ['*.config.ts', 'lint/house-plugin.ts'], rules: { 'import/no-default-export': 'off' } },
    // A describe block is a list of facts, not a function to keep short.
    { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  ],
});
