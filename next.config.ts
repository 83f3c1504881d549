import type { NextConfig } from "next";

/** Wallet packages that the sign-in library imports but this app does not use. */
const WALLETS = [
  "@solana/kit",
  "@solana-program/memo",
  "@solana-program/system",
  "@solana-program/token",
  "@base-org/account",
  "@coinbase/wallet-sdk",
  "@walletconnect/ethereum-provider",
  "@walletconnect/universal-provider",
  "x402",
  "x402/client",
  "@stripe/crypto",
  "@simplewebauthn/browser",
];

const config: NextConfig = {
  turbopack: { resolveAlias: Object.fromEntries(WALLETS.map((name) => [name, "./components/auth/empty.cjs"])) },
  /** Types are checked by `npm run check`, so that starting the program does not wait for them. */
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  reactCompiler: true,
  /** Inlines the 10 KB of CSS, which takes less time than a round trip on a phone. */
  experimental: {
    inlineCss: true,
    /** A prefetched page is as fresh as one from the page cache. */
    staleTimes: { static: 30 },
    /**
     * Bundles the first page's scripts in a few large files, which compress a tenth better than many small ones. Their
     * parts also exist as files, so that a page change loads only missing ones.
     */
    turbopackChunking: {
      firstPageLoadPriority: 1,
      requestCost: 20_000_000,
      minChunkSize: 5_000_000,
      maxMergeChunkSize: 5_000_000,
      maxChunkCountPerGroup: 1,
      generateComponentChunks: true,
    },
  },
  /** No Link headers for fonts: the server moves their preloads behind the text. */
  reactMaxHeadersLength: 0,
  /** Sends the title with the page, in documents and in the data of a page change, which announces it. */
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  devIndicators: false,
  /** Without caching, browsers request the icon again with every new URL. */
  headers: async () => [{ source: "/icon.svg", headers: [{ key: "cache-control", value: "public, max-age=86400" }] }],
};

export default config;
