import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const API = process.env.RELIGHT_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [solid()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The content security policy allows no data: fonts, so that nothing is inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1400,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: API, ws: true } } },
});
