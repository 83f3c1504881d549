import { join } from "node:path";

export default {
  turbopack: { root: join(import.meta.dirname, "../../..") },
  reactStrictMode: true,
  reactCompiler: true,
  experimental: { inlineCss: true },
  poweredByHeader: false,
  devIndicators: false,
};
