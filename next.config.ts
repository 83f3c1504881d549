import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  reactCompiler: true,
  poweredByHeader: false,
  devIndicators: false,
  /** Browsers ask for the icon again at every change of the address unless it may be kept. */
  headers: async () => [{ source: "/icon.svg", headers: [{ key: "cache-control", value: "public, max-age=86400" }] }],
};

export default config;
