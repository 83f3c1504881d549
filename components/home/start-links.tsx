interface StartLink {
  href: string;
  name: string;
  text: string;
}

const START_LINKS: readonly StartLink[] = [
  { href: "/models", name: "Models", text: "Search, narrow and sort all of them by price, context and speed." },
  { href: "/chat", name: "Chat", text: "Try any of them, up to four side by side, and see what each answer cost." },
  { href: "/gateways", name: "Gateways", text: "What each one lists, how old its data is, and what went wrong." },
  { href: "/docs", name: "API", text: "The same catalog over HTTP, for any OpenAI client." },
];

/** The ways on from the front page. */
export function StartLinks() {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {START_LINKS.map(({ href, name, text }) => (
        <li key={href}>
          <a
            href={href}
            className="block h-full rounded-panel border border-line px-4 py-3 hover:border-edge hover:bg-panel"
          >
            <b className="font-medium">
              {name} <span aria-hidden="true">→</span>
            </b>
            <span className="mt-0.5 block text-text-3">{text}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
