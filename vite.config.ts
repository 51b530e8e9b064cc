import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const loader = '@cornerstonejs/dicom-image-loader > ';

export default defineConfig({
  base: './',
  plugins: [react()],
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
  build: { target: 'es2022', manifest: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 3000 },
  server: { proxy: { '/dicom-web': 'http://127.0.0.1:8080' } },
});
