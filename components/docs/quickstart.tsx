import type { ReactNode } from "react";
import { mainSnippets } from "@/components/model/snippets";
import { CodeTabs } from "@/components/ui/code-tabs";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Step } from "@/components/ui/step";

const CARD = "flex min-w-0 items-center justify-between gap-3 rounded-panel border border-line px-4 py-3.5";
const LINK = "touch-target font-medium text-accent hover:underline";
const PART = "grid scroll-mt-14 grid-cols-1 gap-x-12 gap-y-5 border-line py-9 xl:grid-cols-[minmax(0,1fr)_27.5rem]";
const MODEL = "openai/gpt-oss-120b";

export const GUIDES = [
  { href: "/docs#quickstart", text: "Quickstart" },
  { href: "/docs#authentication", text: "Authentication" },
  { href: "/docs#errors", text: "Errors" },
  { href: "/docs#limits", text: "Rate limits" },
  { href: "/docs#syntax", text: "Search syntax" },
  { href: "/docs/conformance", text: "Gateway conformance" },
];

const SYNTAX: readonly [typed: string, meaning: string][] = [
  ["llama 70b", "Words of the name, ID, or author"],
  ["ctx>=128k", "A context of at least 128K tokens"],
  ["in<1 out<=4", "Input and output price in $ per 1M tokens"],
  ["gateway:groq,cerebras", "On any of these gateways"],
  ["gateways:groq+cerebras", "On all of these gateways"],
  ["tools json", "Capabilities"],
  ["-author:meta", "A minus excludes"],
  ["free open", "Free offers, open weights"],
  ["sort:speed", "The order"],
];

/** The base URL, keys, errors, limits, and the search syntax. */
export function Quickstart({ base }: { base: string }) {
  return (
    <>
      <FirstSteps api={`${base}/v1`} />
      <Guide id="authentication" title="Authentication">
        <p>
          Send your key as <code>Authorization: Bearer KEY</code>. Listing models, gateways, and changes needs no key;
          chats, conversations, and usage do. Keys are shown once. Revoke one in{" "}
          <Link href="/settings#keys" className={LINK}>
            Settings
          </Link>
          .
        </p>
      </Guide>
      <Guide id="errors" title="Errors">
        <p>
          Every error is JSON: <code>error.message</code> says what was expected, <code>error.code</code> names it,{" "}
          <code>error.retryable</code> says whether trying again can help, and <code>error.retry_after</code> when.
          Every response has an <code>x-request-id</code>; include it when you report a problem.
        </p>
      </Guide>
      <Guide id="limits" title="Rate limits">
        <p>
          Limits count requests per minute for each key and address. A request over the limit gets status 429 with{" "}
          <code>retry-after</code> in seconds. A key may also have limits of its own, such as what it may spend.
        </p>
      </Guide>
      <Guide id="syntax" title="Search syntax">
        <p>
          The search field and the parameter <code>q</code> use one language. All filters must match the same offer.
          Unknown values never match.
        </p>
        <SyntaxExamples />
      </Guide>
    </>
  );
}

function Guide({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className={`border-t ${PART}`}>
      <div className="min-w-0 max-w-[62ch] text-text-2">
        <h2 className="mb-2 text-title text-text">{title}</h2>
        {children}
      </div>
    </section>
  );
}

function FirstSteps({ api }: { api: string }) {
  return (
    <section id="quickstart" className={PART}>
      <div className="min-w-0">
        <h1 className="text-doc">Quickstart</h1>
        <p className="mt-2 max-w-[62ch] text-chat text-text-2">
          One OpenAI-compatible API for every model and gateway. Point your client at Gatewayz and keep the rest of your
          code.
        </p>
        <div className="mt-5 grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className={CARD}>
            <span className="min-w-0">
              <span className="block text-note text-text-3">Base URL</span>
              <code className="text-note [overflow-wrap:anywhere]">{api}</code>
            </span>
            <CopyButton text={api} label="Copy the base URL" />
          </div>
          <a href="/openapi.json" className={`${CARD} hover:bg-panel`}>
            <span>
              <span className="block text-note text-text-3">Machine-readable</span>
              <code className="text-note">openapi.json</code>
            </span>
            <Icon name="arrow-up-right" size={14} className="text-text-3" />
          </a>
        </div>
        <ol className="mt-6 grid list-none gap-3.5 p-0 text-text-2">
          <Step number={1}>
            <Link href="/settings#keys" className={LINK}>
              Create an API key
            </Link>{" "}
            in your settings.
          </Step>
          <Step number={2}>Set the base URL and the key in your OpenAI client.</Step>
          <Step number={3}>
            Use any model ID from the{" "}
            <Link href="/models" className={LINK}>
              model list
            </Link>
            . Add <code>:floor</code> for the cheapest offer or <code>:nitro</code> for the fastest.
          </Step>
          <Step number={4}>
            Setting up Claude Code, Codex, or another tool?{" "}
            <Link href="/use" className={LINK}>
              Find its guide
            </Link>
            .
          </Step>
        </ol>
      </div>
      <CodeTabs label="Language of the quickstart" name="code-quickstart" tabs={mainSnippets(api, MODEL)} />
    </section>
  );
}

function SyntaxExamples() {
  return (
    <dl className="mt-4 divide-y divide-line border-y border-line">
      {SYNTAX.map(([typed, meaning]) => (
        <div key={typed} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2">
          <dt>
            <Link href={`/models?${new URLSearchParams({ q: typed })}`} className={LINK}>
              <code className="text-note">{typed}</code>
            </Link>
          </dt>
          <dd className="text-note">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
