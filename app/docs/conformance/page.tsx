import type { Metadata } from "next";
import published from "@/components/docs/conformance.json";
import { ConformanceTable } from "@/components/docs/conformance-table";
import { dayText } from "@/lib/models/format";

export const metadata: Metadata = {
  title: "Conformance",
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
        <h1>Conformance</h1>
        <p className="mt-1 max-w-prose text-text-3">
          Twelve behaviors in three protocols, tested on <time dateTime={date}>{dayText(Date.parse(date))}</time>. No
          gateway was called: the upstreams are scripted, and answer in the format that each gateway documents, as far
          as this project knows it. No format has been compared with a recorded stream unless a recording is named
          below. Each protocol is tested translated to chat and, where a gateway takes the protocol itself, also passed
          through.
        </p>
      </div>
      {PROTOCOLS.map((protocol) => (
        <ConformanceTable
          key={protocol}
          protocol={protocol}
          behaviors={behaviors}
          rows={rows.flatMap(({ name, results, passedThrough }) => {
            const translated = { name, outcomes: results[protocol] };
            const native = (passedThrough as Partial<typeof results>)[protocol];
            return native ? [translated, { name: `${name}, passed through`, outcomes: native }] : [translated];
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
