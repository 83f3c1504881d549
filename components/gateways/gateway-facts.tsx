import type { ReactNode } from "react";
import { Fact } from "@/components/model/fact";
import type { Gateway } from "@/lib/contract/gateway";
import { agoText, countText } from "@/lib/models/format";
import { GatewayProgress } from "./gateway-progress";
import { STATE_WORDS } from "./state-words";

interface GatewayFactsProps {
  gateway: Gateway;
  /** How many of its models no other gateway has. */
  alone: number;
  /** In ms since 1970. */
  now: number;
}

/** How a gateway's data stands, what it lists, and what calls to it were like. */
export function GatewayFacts({ gateway, alone, now }: GatewayFactsProps) {
  const { name, state, progress, error, total, unique, duplicates, skipped, models, live, key_env } = gateway;
  const { word, meaning, dot } = STATE_WORDS[state];
  const age = (time: string | null) => (time === null ? "Never" : agoText(Date.parse(time), now));
  const first = live?.first_token_ms;
  return (
    <div className="grid gap-5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <i className={`size-1.5 flex-none rounded-full ${dot}`} />
        <b className="font-medium">{word}</b>
        <span className="text-text-3">{meaning}</span>
        {progress && <GatewayProgress name={name} progress={progress} />}
      </p>
      {error && state !== "no_key" && <p className="notice text-bad">{error}</p>}
      <Facts label="Catalog">
        <Fact name="Total" title="Rows with a usable ID">
          {countText(total)}
        </Fact>
        <Fact name="Unique" title="Different IDs, each one an offer">
          {countText(unique)}
        </Fact>
        <Fact name="Duplicates" title="Rows with a repeated ID">
          {countText(duplicates)}
        </Fact>
        <Fact name="Skipped" title="Rows without a usable ID">
          {countText(skipped)}
        </Fact>
        <Fact name="Models" note={`${countText(alone)} only here`}>
          {countText(models)}
        </Fact>
        <Fact name="Updated" title={gateway.synced_at ?? undefined}>
          {age(gateway.synced_at)}
        </Fact>
        <Fact name="Last attempt" title={gateway.last_attempt_at ?? undefined}>
          {age(gateway.last_attempt_at)}
        </Fact>
        {key_env && <Fact name="API key variable">{key_env}</Fact>}
      </Facts>
      {live ? (
        <Facts label={`Calls through Gatewayz, last ${live.window_minutes} minutes`}>
          <Fact name="Calls">{countText(live.requests)}</Fact>
          <Fact name="Answered">{`${Math.round(live.uptime * 1000) / 10}%`}</Fact>
          <Fact name="Errors">{`${Math.round(live.error_rate * 1000) / 10}%`}</Fact>
          {first && <Fact name="First token" note={`p95 ${first.p95} ms`}>{`${first.p50} ms`}</Fact>}
          {live.tokens_per_second && (
            <Fact
              name="Speed"
              note={`p95 ${live.tokens_per_second.p95}`}
            >{`${live.tokens_per_second.p50} tokens/s`}</Fact>
          )}
        </Facts>
      ) : (
        <p className="text-note text-text-3">Not enough traffic yet to show latency and errors.</p>
      )}
    </div>
  );
}

function Facts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label}>
      <h2 className="mb-2">{label}</h2>
      <dl className="grid grid-cols-2 gap-x-4 rounded-panel border border-line px-4 py-2 md:flex md:flex-wrap md:p-0">
        {children}
      </dl>
    </section>
  );
}
