// The arrows of the front end (README, "The map of arrows") are rules here, so that `make check` holds them.
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

/** Files of `files` may not import a path that matches one of `forbidden` (regular expressions on the import's text). */
function arrow(files, forbidden, message) {
  const patterns = forbidden.map((regex) => ({ regex, message }))
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const folder = (...names) => `(^|/)(${names.join('|')})(/|$)`
const CODE = '*.{ts,vue}'

const arrows = [
  arrow(
    ['sync/*.ts'],
    ['^(?!stdnum/)[^.]', '^\\.\\./'],
    'sync/ imports nothing but sync/ and stdnum: it is the engine and knows no bank, browser or framework.',
  ),
  arrow(
    ['sync/client/**/*.ts'],
    ['^[^.]', '^\\.\\./\\.\\./'],
    'sync/ imports nothing but sync/: it is the engine and knows no bank, browser or framework.',
  ),
  arrow(
    [`pwa/src/device/**/${CODE}`],
    [folder('screens', 'desk', 'forms', 'fields', 'components'), '^vue'],
    'device implements the ports of sync/ and knows no screen and no framework.',
  ),
  arrow(
    [`pwa/src/fields/**/${CODE}`, `pwa/src/components/**/${CODE}`],
    [folder('screens', 'desk', 'forms')],
    'fields and components are used by forms and screens, never the other way round.',
  ),
  arrow(
    [`pwa/src/bell/**/${CODE}`],
    [folder('screens', 'desk', 'device')],
    'the bell hangs at the tablet and at the desk.',
  ),
  arrow(
    [`pwa/src/told/**/${CODE}`],
    [folder('screens', 'desk', 'device', 'bell', 'forms', 'fields', 'components'), '^vue'],
    'what is told knows nobody who shows it, and no framework.',
  ),
  arrow([`pwa/src/forms/**/${CODE}`], [folder('screens', 'desk')], 'a form does not know the screen that shows it.'),
  arrow([`pwa/src/screens/**/${CODE}`], [folder('desk')], 'the tablet does not load the desk.'),
  arrow(
    [`pwa/src/desk/**/${CODE}`],
    [folder('device', 'screens')],
    'the desk is online: it speaks to the server through pwa/src/api and owns no local store.',
  ),
]

const withTypes = {
  files: ['sync/**/*.ts', `pwa/src/**/${CODE}`],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
  },
  rules: {
    // A promise nobody waits for is how an offline app loses a capture.
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
}

export default ts.config(
  {
    ignores: [
      '**/node_modules/**',
      '.venv/**',
      '.make/**',
      'data/**',
      'pwa/dist/**',
      'pwa/src/generated/**',
      'tests/bench/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      // TypeScript itself reports undefined names, and knows the browser's.
      'no-undef': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Layout is prettier's.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/require-default-prop': 'off',
      // Components are imported by name, in PascalCase: none can be taken for an element.
      'vue/multi-word-component-names': 'off',
      // v-html would need a promise about every caller.
      'vue/no-v-html': 'error',
    },
  },
  withTypes,
  ...arrows,
)
