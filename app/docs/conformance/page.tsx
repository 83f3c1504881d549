import type { Metadata } from "next";
import published from "@/components/docs/conformance.json";
import { ConformanceTable } from "@/components/docs/conformance-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { dayText } from "@/lib/models/format";

export const metadata: Metadata = {
  title: "Gateway conformance",
  description: "What works in Chat Completions, Responses, and Messages at each gateway.",
  alternates: { canonical: "/docs/conformance" },
};

const PROTOCOLS = ["Chat", "Responses", "Messages"] as const;

/** The published results of `npm run conformance`. */
export default function ConformancePage() {
  const { date, behaviors, rows } = published;
  return (
    <div className="page grid gap-6 pt-6 pb-12">
      <div>
        <Breadcrumb links={[{ href: "/docs", name: "Docs" }]} here="Gateway conformance" className="mb-3" />
        <h1>Gateway conformance</h1>
        <p className="mt-1 max-w-prose text-text-2">
          What works at each gateway, in each protocol. Last tested on{" "}
          <time dateTime={date}>{dayText(Date.parse(date))}</time> against scripted gateways that answer in the format
          each gateway documents, not against the gateways themselves. Requests are translated to chat and, where a
          gateway takes the protocol itself, also passed through.
        </p>
      </div>
      {PROTOCOLS.map((protocol) => (
        <ConformanceTable
          key={protocol}
          protocol={protocol}
          behaviors={behaviors}
          rows={rows.flatMap(({ gateway, name, results, passedThrough }) => {
            const translated = { gateway, name, outcomes: results[protocol] };
            const native = (passedThrough as Partial<typeof results>)[protocol];
            return native ? [translated, { gateway, name, passedThrough: true, outcomes: native }] : [translated];
          })}
        />
      ))}
      <section>
        <h2>Evidence</h2>
        <ul className="mt-2 grid gap-1 text-text-3">
          {rows.map(({ gateway, name, evidence, assumed }) => (
            <li key={gateway}>
              {name}: based on {evidence}.{assumed && ` Assumed: ${assumed}.`}
            </li>
          ))}
          <li>Passed through: based on OpenAI’s documentation of Responses and Anthropic’s of Messages.</li>
        </ul>
        <p className="mt-2 text-text-3">A dash: the protocol has no such field, as Responses has no stop sequences.</p>
      </section>
    </div>
  );
}
