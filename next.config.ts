import type { NextConfig } from "next";

/** What the sign-in library imports for wallets, which nobody can use here. */
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
  /** The types are checked on their own, see `npm run check`: nobody who starts the program waits for them. */
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  reactCompiler: true,
  /** The first view waits for no stylesheet: it is 10 KB, less than a round trip of a phone. */
  experimental: {
    inlineCss: true,
    /** A page that was fetched ahead is as fresh as one from the page cache. */
    staleTimes: { static: 30 },
    /**
     * The first view's scripts come in a few large files, which compress a tenth better than many small ones. Their parts
     * exist as files, too, so that a page change loads only those that are not here.
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
  /** Fonts that are fetched ahead stand in the document, where the server moves them behind the text. */
  reactMaxHeadersLength: 0,
  /** The title comes with the page, in documents and in the data of a page change, which announces it. */
  htmlLimitedBots: /.*/,
  poweredByHeader: false,
  devIndicators: false,
  /** Browsers ask for the icon again at every change of the address unless it may be kept. */
  headers: async () => [{ source: "/icon.svg", headers: [{ key: "cache-control", value: "public, max-age=86400" }] }],
};

export default config;
