const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

// docs/architecture.md, "Who may import whom". Every folder may import itself; what is not listed may not be imported.
const arrows = {
  app: [
    'components',
    'lib/reports',
    'lib/commands',
    'lib/delivery',
    'lib/access',
    'lib/http',
    'lib/i18n',
    'lib/runtime',
    'lib/settings',
  ],
  'lib/runtime': [
    'lib/access',
    'lib/commands',
    'lib/delivery',
    'lib/direct',
    'lib/domain',
    'lib/http',
    'lib/practice-bot',
    'lib/reports',
    'lib/sender',
    'lib/settings',
    'lib/storage',
  ],
  'lib/cli': ['lib/commands', 'lib/reports', 'lib/delivery', 'lib/runtime', 'lib/settings'],
  'components/panels': ['lib/reports', 'lib/charts', 'lib/domain', 'lib/i18n', 'components'],
  'components/charts': ['lib/charts', 'lib/domain', 'lib/i18n', 'components/ui', 'components/filters'],
  'components/filters': ['lib/charts', 'lib/domain', 'lib/i18n', 'components/ui'],
  'components/forms': ['lib/charts', 'lib/domain', 'lib/i18n', 'components/ui'],
  'components/ui': ['lib/charts', 'lib/domain', 'lib/i18n'],
  'lib/direct': ['lib/commands', 'lib/delivery', 'lib/access', 'lib/http', 'lib/storage', 'lib/domain', 'lib/settings'],
  'lib/delivery': ['lib/commands', 'lib/sender', 'lib/storage', 'lib/domain'],
  'lib/commands': ['lib/storage', 'lib/access', 'lib/domain'],
  'lib/reports': ['lib/storage', 'lib/domain'],
  'lib/access': ['lib/storage', 'lib/domain'],
  'lib/sender': ['lib/domain', 'lib/settings'],
  'lib/storage': ['lib/domain', 'lib/settings'],
  'lib/http': ['lib/domain', 'lib/settings'],
  'lib/charts': ['lib/domain', 'lib/settings'],
  'lib/practice-bot': ['lib/domain', 'lib/settings'],
  'lib/i18n': ['lib/domain'],
  'lib/settings': ['lib/domain'],
  'lib/domain': [],
}

// A folder, or a file of that name.
const path = (name) => `^${name}(/|\\.)`

const layers = Object.entries(arrows).map(([from, to]) => ({
  name: `${from} imports only ${to.join(', ') || 'itself'}`,
  severity: 'error',
  from: { path: path(from) },
  to: { path: '^(app|components|lib|scripts|tests)/', pathNot: [from, ...to].map(path) },
}))

const clientFiles = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter(
      (name) => /\.tsx?$/.test(name) && /^\s*(\/\*.*?\*\/\s*)?['"]use client['"]/s.test(readFileSync(name, 'utf8')),
    ),
)
const exactly = (names) => names.map((name) => `^${name.replace(/[^\w/-]/g, '\\$&')}$`)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layers,
    { name: 'nothing imports app', severity: 'error', from: { pathNot: '^(app|tests)/' }, to: { path: '^app/' } },
    {
      name: 'nothing imports scripts',
      severity: 'error',
      from: { pathNot: '^(scripts|tests)/' },
      to: { path: '^scripts/' },
    },
    { name: 'nothing imports tests', severity: 'error', from: { pathNot: '^tests/' }, to: { path: '^tests/' } },
    {
      name: 'the domain imports no package but ipaddr.js, which is pure',
      severity: 'error',
      from: { path: '^lib/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/ipaddr\\.js/' },
    },
    {
      name: 'charts are prepared by pure code',
      severity: 'error',
      from: { path: '^lib/charts/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'only lib/storage imports Prisma',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/storage/' },
      to: { path: '(^lib/storage/generated/|node_modules/(@prisma|prisma|better-sqlite3)/)' },
    },
    {
      name: 'lib runs without Next',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '(node_modules/(next|server-only|react-dom)/|^(next|server-only)(/|$))' },
    },
    ...(clientFiles.length === 0
      ? []
      : [
          {
            name: 'a client file imports only domain, charts, components and small things of i18n (types of others)',
            severity: 'error',
            from: { path: exactly(clientFiles) },
            to: { path: '^lib/', pathNot: '^lib/(domain|charts|i18n/(?!messages))', dependencyTypesNot: ['type-only'] },
          },
          {
            name: 'a client file imports no package but these',
            severity: 'error',
            from: { path: exactly(clientFiles) },
            to: {
              dependencyTypes: ['npm', 'npm-dev', 'core'],
              dependencyTypesNot: ['type-only'],
              pathNot: '(node_modules/(next|next-intl|nuqs|react|react-dom|recharts)/|node_modules/zod/(v4/)?mini/)',
            },
          },
        ]),
    {
      name: 'no circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'what is imported exists', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '/dist/' } },
  ],
  options: {
    doNotFollow: { path: '(node_modules|generated)' },
    exclude: { path: '^(\\.next|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
