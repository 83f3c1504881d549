import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { RegisterWorker } from "@/components/offline/register";
import { BottomBar } from "@/components/shell/bottom-bar";
import { Footer } from "@/components/shell/footer";
import { Header } from "@/components/shell/header";
import { baseUrl } from "./base-url";
import { mono, sans } from "./fonts";
import "./globals.css";

/** Every page is made per request: its scripts carry the request's nonce, and its data is of now. */
export const dynamic = "force-dynamic";

const DESCRIPTION = "Find, compare and use any AI model on any inference gateway, behind one OpenAI-compatible API.";

export async function generateMetadata(): Promise<Metadata> {
  const base = await baseUrl();
  return {
    title: { default: "Gatewayz: every model of every gateway", template: "%s · Gatewayz" },
    description: DESCRIPTION,
    applicationName: "Gatewayz",
    icons: { icon: [{ url: "/icon.svg", type: "image/svg+xml" }], apple: [{ url: "/icon-192.png" }] },
    manifest: "/manifest.webmanifest",
    // Addresses in the head must be whole ones.
    ...(URL.canParse(base) ? { metadataBase: new URL(base) } : {}),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfcfd" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1014" },
  ],
};

/** Header, page, footer. The request id on <html> is what an error page shows. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookie, header] = await Promise.all([cookies(), headers()]);
  const theme = cookie.get("theme")?.value;
  return (
    <html
      lang="en"
      className={`${sans.variable} ${mono.variable}`}
      data-theme={theme === "dark" || theme === "light" ? theme : undefined}
      data-request-id={header.get("x-request-id") ?? undefined}
      suppressHydrationWarning
    >
      <body className="shell">
        <a href="#content" className="skip button">
          Skip to the content
        </a>
        <Header />
        <main id="content" tabIndex={-1} className="outline-none">
          {children}
        </main>
        <Footer />
        <BottomBar />
        <RegisterWorker />
      </body>
    </html>
  );
}
