import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Files are named in kebab-case, so imports look the same on every file system. */
const kebabCase = {
  meta: { type: 'suggestion', messages: { name: 'File name must be kebab-case: {{name}}' } },
  create(context) {
    const name = context.filename.split(/[\\/]/).pop() ?? '';
    const stem = name.replace(/(\.(test|module|config|d))?\.[cm]?[jt]sx?$/, '');
    const localeFolder = context.filename.includes('/locales/');
    return {
      Program(node) {
        if (!localeFolder && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) {
          context.report({ node, messageId: 'name', data: { name } });
        }
      },
    };
  },
};

const moneyIsText = [
  { selector: "CallExpression[callee.name='parseFloat']", message: 'Use lib/money.ts.' },
  {
    selector: "CallExpression[callee.object.name='Number'][callee.property.name='parseFloat']",
    message: 'Use lib/money.ts.',
  },
  {
    selector:
      "CallExpression[callee.name='Number'][arguments.0.property.name=/amount|price|total/]",
    message: 'Amounts never become a JS number; use lib/money.ts.',
  },
];

const forbid = (...groups) => ['error', { patterns: groups }];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'packages/api-client/schema.ts', 'shots'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { 'react-hooks': hooks, local: { rules: { 'kebab-case': kebabCase } } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'local/kebab-case': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...moneyIsText],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['scripts/**', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  {
    files: ['public/*.js'],
    languageOptions: {
      globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' },
    },
  },
  // Zones: shared (lib, components, theme) <- features <- app. No feature sees another.
  {
    files: ['src/lib/**', 'src/theme/**', 'src/locales/**'],
    rules: {
      'no-restricted-imports': forbid({
        group: ['@/features/*', '@/app/*', '@/components/*', '**/features/**', '**/app/**'],
        message: 'lib knows neither components, features nor app.',
      }),
    },
  },
  {
    files: ['src/components/**'],
    rules: {
      'no-restricted-imports': forbid({
        group: ['@/features/*', '@/app/*', '**/features/**', '**/app/**'],
        message: 'Shared components know no feature and not the app.',
      }),
    },
  },
  {
    files: ['src/features/**'],
    rules: {
      'no-restricted-imports': forbid(
        { group: ['@/app/*', '**/app/**'], message: 'A feature does not know the app.' },
        {
          group: ['@/features/*', '../../*'],
          message: 'No feature imports another; inside a feature use "../folder/file".',
        },
      ),
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'scripts/**', '*.config.*'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
