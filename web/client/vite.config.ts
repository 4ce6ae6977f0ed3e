import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Tells the service worker what the technician's pages are made of; the headset's chunk comes on demand. */
function shell(): Plugin {
  return {
    name: "shifu-shell",
    apply: "build",
    generateBundle(_options, bundle) {
      const names = Object.keys(bundle).filter((name) => /^assets\/(?!xr|iwer|noto).*\.(js|css)$/.test(name));
      const listed = JSON.stringify(["/", ...names.map((name) => `/${name}`)]);
      this.emitFile({ type: "asset", fileName: "shell.json", source: listed });
    },
  };
}

export default defineConfig({
  plugins: [react(), shell()],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8000", "/ws": { target: "ws://127.0.0.1:8000", ws: true } },
    fs: { allow: [".."] },
  },
  test: { include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"], environment: "node" },
});
