import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig, type Plugin } from "vitest/config";

/** Images as the app's bundler gives them: set-up draws some of them, tests run without it. */
const images: Plugin = {
  name: "images",
  enforce: "pre",
  resolveId: (id) => (id.endsWith(".svg") ? `\0image:${id.split("/").at(-1)}` : null),
  load: (id) => (id.startsWith("\0image:") ? `export default { src: "/${id.slice(7)}" };` : null),
};

/** These start several processes, or a bundle for each test. */
const SLOW = ["tests/cluster/**/*.test.ts", "tests/server/move.test.ts"];
const API = ["tests/server/**/*.test.ts", "tests/providers/**/*.test.ts"];
const OUTSIDE = [...configDefaults.exclude, "tests/e2e/**"];

export default defineConfig({
  plugins: [images],
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "threads",
    // By default one core is left out, and tests of the server wait most of the time.
    maxWorkers: availableParallelism(),
    // Files of one thread share its modules: loading them again for each took as long as many tests. What a test sets
    // up beyond its own file, a clock or a spy, it removes itself.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/**/*.test.{ts,tsx}"], exclude: [...OUTSIDE, ...API, ...SLOW] },
      },
      { extends: true, test: { name: "api", include: API, exclude: [...OUTSIDE, ...SLOW] } },
      { extends: true, test: { name: "slow", include: SLOW, exclude: OUTSIDE } },
    ],
  },
});
