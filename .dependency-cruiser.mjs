/**
 * Imports point one way (docs/architecture.md). One rule an arrow that does not
 * exist; type-only imports count.
 */
const test = '[.]test[.]tsx?$|^src/testing/';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: '^(src|server|e2e|scripts)/', pathNot: allowed },
});
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: to },
});

export default {
  forbidden: [
    only('core-imports-core', '^src/core/', '^src/core/', 'the core is pure'),
    only('ui-imports-ui', '^src/ui/', '^src/ui/', 'ui knows nothing of DICOM'),
    only('modes-import-core', '^src/modes/', '^src/(modes|core)/', 'a mode is data'),
    only('state-imports-core', '^src/state/', '^src/(state|core)/', 'state holds ids and plain data'),
    only(
      'adapters-import-core',
      '^src/adapters/([^/]+)/',
      '^src/(adapters/$1|core)/',
      'an adapter knows the core and itself',
    ),
    only(
      'features-import-state-ui-core',
      '^src/features/([^/]+)/',
      '^src/(features/$1|state|ui|core)/',
      'features meet in state, not in each other',
    ),
    only(
      'handlers-import-core',
      '^src/extensions/[^/]+/[^/]*[hH]andler[.]ts$',
      '^src/(core/|extensions/[^/]+/(split|order|[a-z-]*)[^/]*[.]ts$)',
      'a handler is pure',
    ),
    only(
      'extensions-import-own-adapters-ui-core',
      '^src/extensions/([^/]+)/',
      '^src/(extensions/$1|adapters|ui|core)/',
      'an extension knows the port, not the application',
    ),
    never(
      'only-app-knows-app',
      '^src/(core|ui|modes|state|adapters|features|extensions)/',
      '^src/app/',
      'the composition root is imported by nobody',
    ),
    never(
      'core-has-no-react-dom-cornerstone',
      '^src/core/',
      'node_modules/(react|react-dom|zustand|@cornerstonejs|dicomweb-client|dcmjs)/',
      'the core is pure TypeScript',
    ),
    never(
      'cornerstone-behind-its-adapter',
      '^src/(?!adapters/cornerstone/)',
      'node_modules/(@cornerstonejs|@kitware)/',
      'only adapters/cornerstone touches Cornerstone',
    ),
    never(
      'dcmjs-not-in-the-page',
      '^src/',
      'node_modules/dcmjs/',
      '700 kB; the small tag table of core/dicom does the work',
    ),
    never('page-never-imports-server', '^src/', '^(server|e2e|scripts)/', 'the page runs in a browser'),
    only(
      'server-imports-core',
      '^server/',
      '^(server/|scripts/setup\\.mjs$|src/(core|modes|extensions)/)',
      'the archive shares the pure core, and its start the setup of packages and build',
    ),
    { name: 'no-cycles', severity: 'error', from: { path: '^(src|server)/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
