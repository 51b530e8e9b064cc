import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const loader = '@cornerstonejs/dicom-image-loader > ';

/**
 * The page's first script: a file of its own, so that what it asks the archive for is under way while the
 * rest of the code is being fetched and read. In development it comes with the rest.
 */
const early = 'src/app/startEarly.ts';
const earlyScript: Plugin = {
  name: 'early-script',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const file = Object.values(bundle).find(
        (chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.facadeModuleId?.endsWith(`/${early}`),
      );
      if (!file) throw new Error(`the build has no file of ${early}`);
      // `async`: it waits neither for the document nor for the style sheets. First: it is also fetched first.
      const tag = `<script type="module" async crossorigin src="./${file.fileName}"></script>`;
      // The rest is fetched beside it; it runs that when it has asked for what comes first (src/app/startMain.ts).
      const main = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
      if (!main.test(html)) throw new Error('the page names no code of its own');
      return html.replace(
        main,
        `<meta name="main-code" content="$1" />\n    ${tag}\n    <link rel="modulepreload" crossorigin href="$1">`,
      );
    },
  },
};

/** Files that the study page begins with: itself, and what draws pictures. */
const firstOfStudyPage = ['src/app/StudyPage.tsx', 'src/adapters/cornerstone/mountStack.ts'];
/**
 * Writes into the page which files these need, for src/app/preloadStudyPage.ts: otherwise each is known
 * only once the one before it has come and run. The largest is fetched first.
 */
const studyPageCode: Plugin = {
  name: 'study-page-code',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {}, filename }) {
      // Other pages that are built by this configuration (e2e/harness) have other code.
      if (filename !== fileURLToPath(new URL('./index.html', import.meta.url))) return html;
      const wanted = new Set<string>();
      const follow = (fileName: string | undefined) => {
        const chunk = fileName === undefined ? undefined : bundle[fileName];
        if (chunk?.type !== 'chunk' || wanted.has(chunk.fileName)) return;
        wanted.add(chunk.fileName);
        chunk.viteMetadata?.importedCss.forEach((css) => wanted.add(css));
        chunk.imports.forEach(follow);
      };
      for (const module of firstOfStudyPage) {
        const chunk = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/${module}`),
        );
        if (!chunk) throw new Error(`the build has no file of ${module}`);
        follow(chunk.fileName);
      }
      const sizeOf = (fileName: string) => {
        const file = bundle[fileName];
        return file?.type === 'chunk' ? file.code.length : 0;
      };
      const files = [...wanted]
        .filter((fileName) => !html.includes(fileName))
        .sort((a, b) => sizeOf(b) - sizeOf(a))
        .map((fileName) => `./${fileName}`);
      const list = `<meta name="study-page-code" content="${files.join(' ')}" />\n    `;
      return html.replace('<meta name="main-code"', `${list}<meta name="main-code"`);
    },
  },
};

/**
 * What is always fetched together is one file: of each of these entries all that it imports statically and
 * that none before it does, without the entry itself. What has no name stays in files as the bundler makes
 * them: the first script is needed at once, and must not bring more.
 */
const codeInOrder: readonly { readonly entry: string; readonly name?: string }[] = [
  { entry: early },
  { entry: 'src/features/study-list/OpenInMenu.tsx', name: 'menu' },
  { entry: 'src/features/study-list/DatePresetsMenu.tsx', name: 'menu' },
  { entry: 'src/app/StudyPage.tsx', name: 'study' },
  { entry: 'src/adapters/cornerstone/mountStack.ts', name: 'picture' },
  { entry: 'src/adapters/cornerstone/cornerstoneSurfaces.ts', name: 'cornerstone' },
];

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function codeGroups() {
  let names: ReadonlyMap<string, string | null> | undefined;
  const read = (graph: ModuleGraph) => {
    const found = new Map<string, string | null>();
    for (const { entry, name = null } of codeInOrder) {
      const first = fileURLToPath(new URL(entry, import.meta.url));
      const follow = (id: string) => {
        if (found.has(id)) return;
        found.set(id, id === first ? null : name);
        graph.getModuleInfo(id)?.importedIds.forEach(follow);
      };
      // Other pages that are built by this configuration have other code.
      if (graph.getModuleInfo(first)) follow(first);
    }
    return found;
  };
  const nameOf = (id: string, graph: ModuleGraph) => (names ??= read(graph)).get(id) ?? null;
  const plugin: Plugin = { name: 'code-groups', apply: 'build', buildStart: () => void (names = undefined) };
  const groups = [
    // What the study list needs of these comes before all of them.
    {
      debugName: 'list',
      name: (id: string, graph: ModuleGraph) => (nameOf(id, graph) === null ? null : 'list'),
      tags: ['$initial' as const],
      priority: 1,
    },
    { debugName: 'study page', name: nameOf },
  ];
  return { plugin, codeSplitting: { includeDependenciesRecursively: false, groups } };
}
const { plugin: groupCode, codeSplitting } = codeGroups();

export default defineConfig({
  base: './',
  plugins: [react(), earlyScript, studyPageCode, groupCode],
  resolve: {
    alias: { xmlbuilder2: fileURLToPath(new URL('./src/stubs/xmlbuilder2.ts', import.meta.url)) },
  },
  optimizeDeps: {
    // The loader finds its worker and its wasm files by `new URL(...)`, which pre-bundling would break;
    // its CommonJS dependencies then have to be named one by one.
    exclude: ['@cornerstonejs/dicom-image-loader'],
    include: [
      'dicom-parser',
      `${loader}@cornerstonejs/codec-charls/decodewasmjs`,
      `${loader}@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs`,
      `${loader}@cornerstonejs/codec-openjpeg/decodewasmjs`,
      `${loader}@cornerstonejs/codec-openjph/wasmjs`,
      `${loader}@cornerstonejs/codec-libjxl/decodewasmjs`,
      `${loader}@cornerstonejs/jpeg-lossless-decoder-js`,
      `${loader}pako`,
      `${loader}comlink`,
      `${loader}uuid`,
    ],
  },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: ['index.html', early], output: { codeSplitting } },
  },
  server: { proxy: { '/dicom-web': 'http://127.0.0.1:8080' } },
});
