import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Loaded on demand and never kept beforehand: the headset's scene and its emulator. */
const SCENE = /\/src\/xr\/HeadsetPage|\/node_modules\/(three|iwer|@react-three)\//;

/** Tells the service worker what the pages are made of, so that they open without a network. */
function shell(): Plugin {
  return {
    name: "shifu-shell",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const names = Object.values(bundle).flatMap((file) => {
        if (file.type === "asset") return file.fileName.endsWith(".css") ? [file.fileName] : [];
        return file.moduleIds.some((id) => SCENE.test(id)) ? [] : [file.fileName];
      });
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
