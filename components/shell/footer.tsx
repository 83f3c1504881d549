import { Link } from "@/components/ui/link";
import { Logo } from "./logo";

const COLUMNS = [
  {
    title: "Product",
    links: [
      ["/models", "Models"],
      ["/chat", "Chat"],
      ["/compare", "Compare"],
      ["/gateways", "Gateways"],
      ["/changes", "Changes"],
    ],
  },
  {
    title: "Developers",
    links: [
      ["/docs", "API reference"],
      ["/openapi.json", "OpenAPI spec"],
      ["/docs/conformance", "Gateway conformance"],
      ["/use", "Set up your tools"],
    ],
  },
  {
    title: "Resources",
    links: [
      ["/gateways", "Gateway status"],
      ["/v1/export?format=csv", "Export as CSV"],
      ["/changes/feed.json", "Changes feed"],
    ],
  },
] as const;

const LINK = "inline-flex min-h-6.5 items-center hover:text-text pointer-coarse:min-h-11";

/** On every page except those with data-bare: "all" and "docs", and on phones also "phone". */
export function Footer() {
  return (
    <footer className="mt-12 [body:has([data-bare=all],[data-bare=docs])_&]:hidden max-md:[body:has([data-bare])_&]:hidden border-t border-line bg-panel text-note text-text-3 md:mt-18 print:hidden">
      <div className="page">
        <div className="grid grid-cols-2 gap-6 pt-9 pb-7 md:grid-cols-[2fr_1fr_1fr_1fr] md:gap-8">
          <div className="max-md:col-span-2">
            <p className="mb-2.5 flex items-center gap-2.25 text-chat font-semibold tracking-tight text-text">
              <Logo />
              Gatewayz
            </p>
            <p className="max-w-[34ch]">
              Compare every model on every inference gateway, chat with it, or call it through one API.
            </p>
          </div>
          {COLUMNS.map(({ title, links }) => (
            <nav key={title} aria-label={title}>
              <b className="mb-1.5 block font-semibold text-text">{title}</b>
              <ul>
                {links.map(([href, name]) => (
                  <li key={name}>
                    <Link href={href} className={LINK}>
                      {name}
                    </Link>
                  </li>
                ))}
                {title === "Resources" && (
                  <li className="needs-script">
                    <button type="button" data-open="keys" aria-haspopup="dialog" className={LINK}>
                      Keyboard shortcuts
                    </button>
                  </li>
                )}
              </ul>
            </nav>
          ))}
        </div>
        <p className="border-t border-line pt-3.5 pb-5 text-label">
          Prices are in US dollars per 1M tokens, as published by each gateway.
        </p>
      </div>
    </footer>
  );
}
