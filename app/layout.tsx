import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { CSSProperties, ReactNode } from "react";
import { RegisterWorker } from "@/components/offline/register";
import { Footer } from "@/components/shell/footer";
import { Header } from "@/components/shell/header";
import { Navigation } from "@/components/shell/navigation";
import { TabBar } from "@/components/shell/tab-bar";
import { buttonClass } from "@/components/ui/button";
import { ICON_MASKS_URL, LOGOS_URL } from "@/components/ui/sprites";
import { Toaster } from "@/components/ui/toaster";
import { DARK, LIGHT } from "@/components/ui/token-values";
import { TooltipLayer } from "@/components/ui/tooltip";
import { baseUrl } from "./base-url";
import { mono, sans } from "./fonts";
import "./globals.css";

/** Every page is rendered per request: its scripts have the request's nonce, and its data is current. */
export const dynamic = "force-dynamic";

const DESCRIPTION = "Find, compare, and use any AI model on any inference gateway, through one OpenAI-compatible API.";

export async function generateMetadata(): Promise<Metadata> {
  const base = await baseUrl();
  return {
    title: { default: "Gatewayz: compare AI models across gateways", template: "%s · Gatewayz" },
    description: DESCRIPTION,
    applicationName: "Gatewayz",
    icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }], apple: [{ url: "/icon-192.png" }] },
    manifest: "/manifest.webmanifest",
    // URLs in the head must be absolute.
    ...(URL.canParse(base) ? { metadataBase: new URL(base) } : {}),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: LIGHT.bg },
    { media: "(prefers-color-scheme: dark)", color: DARK.bg },
  ],
};

/** The sprites whose icons CSS shows as masks. */
const MASKS = { "--icons": `url(${ICON_MASKS_URL})`, "--logos": `url(${LOGOS_URL})` } as CSSProperties;

/** The error page shows the request ID on <html>. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookie, header] = await Promise.all([cookies(), headers()]);
  const theme = cookie.get("theme")?.value;
  return (
    <html
      lang="en"
      className={`${sans.variable} ${mono.variable}`}
      data-theme={theme === "dark" || theme === "light" ? theme : undefined}
      style={MASKS}
      data-request-id={header.get("x-request-id") ?? undefined}
      suppressHydrationWarning
    >
      <body className="max-md:pb-[calc(3.75rem+env(safe-area-inset-bottom))] max-md:has-[[data-bare=all]]:pb-0">
        <a href="#content" className={`${buttonClass()} absolute -top-16 left-4 z-50 focus:top-2.5`}>
          Skip to content
        </a>
        <Header />
        <main id="content" tabIndex={-1} className="outline-none">
          {children}
        </main>
        <Footer />
        <TabBar />
        <Toaster />
        <TooltipLayer />
        <Navigation />
        <RegisterWorker />
      </body>
    </html>
  );
}
