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
      const tag = `<script type="module" async crossorigin src="./${file.fileName}"></script>\n    `;
      return html.replace('<script type="module"', `${tag}<script type="module"`);
    },
  },
};

export default defineConfig({
  base: './',
  plugins: [react(), earlyScript],
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
    rolldownOptions: { input: ['index.html', early] },
  },
  server: { proxy: { '/dicom-web': 'http://127.0.0.1:8080' } },
});
