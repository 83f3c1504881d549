import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

/** Images as the app's bundler gives them: set-up draws some of them, tests run without it. */
const images: Plugin = {
  name: "images",
  enforce: "pre",
  resolveId: (id) => (id.endsWith(".svg") ? `\0image:${id.split("/").at(-1)}` : null),
  load: (id) => (id.startsWith("\0image:") ? `export default { src: "/${id.slice(7)}" };` : null),
};

export default defineConfig({
  plugins: [images],
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/e2e/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    // Files of one thread share its modules: loading them anew for each took as long as many tests. What a test sets
    // up beyond its own file, a clock or a spy, it takes away itself.
    isolate: false,
  },
});
