// Who may import whom: law P2 and P3 in docs/ARCHITECTURE.md. Each rule is shown to fire in
// scripts/import-rules.test.ts, so that a renamed folder can't leave one that matches nothing.

const TEST = '[.](test|fixture)[.]tsx?$|/src/testing/'
const REACT = 'node_modules/(react|react-dom|wouter|@tanstack/react-virtual)/'
const TRANSPORT = 'node_modules/(socket[.]io|@socket[.]io/[^/]+|express|ioredis)/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule('contract-imports-only-zod', 'W1: both ends share it, so it may need nothing of either.', {
      from: { path: '^packages/contract/src/', pathNot: TEST },
      to: { pathNot: ['^packages/contract/src/', 'node_modules/zod/'] },
    }),
    rule('server-shares-only-the-contract', 'W1', {
      from: { path: '^server/src/', pathNot: TEST },
      to: { path: ['^client/', '^e2e/', '^packages/(?!contract/)'] },
    }),
    rule('client-shares-only-the-contract', 'W1', {
      from: { path: '^client/', pathNot: TEST },
      to: { path: ['^server/', '^e2e/', '^packages/(?!contract/)'] },
    }),
    rule('server-feature-knows-no-feature', 'P2: they meet through ports from the composition root.', {
      from: { path: '^server/src/features/([^/]+)/', pathNot: TEST },
      to: { path: '^server/src/features/', pathNot: '^server/src/features/$1/' },
    }),
    rule('server-platform-knows-no-domain', 'P2: adapters without a domain word.', {
      from: { path: '^server/src/platform/', pathNot: TEST },
      to: { path: ['^server/src/(features|log|wire|rights)/', '^packages/contract/'] },
    }),
    rule('server-log-and-wire-know-no-feature', 'P5: a new kind of item touches neither.', {
      from: { path: '^server/src/(log|wire)/', pathNot: TEST },
      to: { path: '^server/src/features/' },
    }),
    rule(
      'transport-stays-in-wire-and-platform',
      'P3: a service appends to the log; there is no other door.',
      {
        from: { path: '^server/src/', pathNot: ['^server/src/(wire|platform)/', TEST] },
        to: { path: TRANSPORT },
      },
    ),
    rule('client-sync-knows-no-screen', 'P2: the engine runs without React.', {
      from: { path: '^client/src/sync/', pathNot: TEST },
      to: { path: [REACT, '^client/src/(features|app|ui)/'] },
    }),
    rule('client-replica-knows-no-screen', 'P2: the store is vanilla.', {
      from: { path: '^client/src/replica/', pathNot: TEST },
      to: { path: [REACT, '^client/src/(features|app|ui|sync)/'] },
    }),
    rule('only-sync-writes-the-replica', 'L12: what is confirmed comes from the log and nowhere else.', {
      from: { path: '^client/src/', pathNot: ['^client/src/(sync|replica)/', TEST] },
      to: { path: '^client/src/replica/apply[.]ts$' },
    }),
    rule('client-ports-know-no-feature', 'P2: features meet through them, so they know none.', {
      from: { path: '^client/src/(ports|i18n)/', pathNot: TEST },
      to: { path: '^client/src/(features|app)/' },
    }),
    rule('client-ui-knows-no-feature', 'Primitives know no feature and no state.', {
      from: { path: '^client/src/ui/', pathNot: TEST },
      to: { path: '^client/src/(features|app|sync|replica)/' },
    }),
    rule('client-feature-knows-no-feature', 'P2: they meet in app/.', {
      from: { path: '^client/src/features/([^/]+)/', pathNot: TEST },
      to: { path: ['^client/src/features/', '^client/src/app/'], pathNot: '^client/src/features/$1/' },
    }),
    rule('product-imports-no-test-code', 'What only tests need stays out of what is shipped.', {
      from: { path: '^(server|client|packages/(contract|services))/src/', pathNot: TEST },
      to: { path: TEST },
    }),
    rule('no-cycle', 'Of two modules that need each other neither can be read alone.', {
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Our own build only: a package's `dist` is what a rule about that package must see.
    exclude: { path: '^(packages/[^/]+|server|client|e2e)/(dist|[.]turbo|test-results)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'node', 'default', 'types'],
    },
  },
}

function rule(name, comment, { from, to }) {
  return { name, severity: 'error', comment, from, to }
}
