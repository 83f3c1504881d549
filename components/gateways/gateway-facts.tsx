import { Fact, FactStrip } from "@/components/ui/fact";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import { Status } from "@/components/ui/tag";
import type { Gateway } from "@/lib/contract/gateway";
import { agoText, countOf, countText } from "@/lib/models/format";
import { GatewayProgress } from "./gateway-progress";
import { stateWords, troubleText } from "./gateway-trouble";

interface GatewayFactsProps {
  gateway: Gateway;
  /** The number of its models that no other gateway has. */
  exclusive: number;
  /** In ms since 1970. */
  now: number;
}

export function GatewayFacts({ gateway, exclusive, now }: GatewayFactsProps) {
  const { name, progress, unique, models, usable_models = models, live, synced_at } = gateway;
  const { word, meaning, tone } = stateWords(gateway);
  const trouble = troubleText(gateway, now);
  const first = live?.first_token_ms;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={tone}>
          <b className="font-medium text-text">{word}</b>
        </Status>
        <p className="text-note text-text-3">{trouble === null && meaning}</p>
        {progress && <GatewayProgress name={name} progress={progress} />}
      </div>
      {trouble && <Notice>{trouble}</Notice>}
      <FactStrip label="Catalog">
        <Fact name="Models" note={exclusive > 0 ? `${countText(exclusive)} only here` : undefined}>
          {countText(usable_models)}
        </Fact>
        <Fact name="Offers" title="Different IDs that it serves">
          {countText(unique)}
        </Fact>
        <Fact name="Updated" title={synced_at ?? undefined}>
          <Ago at={synced_at} now={now} />
        </Fact>
        {live && (
          <>
            <Fact name="Answered" note={`of ${countOf(live.requests, "call")} in ${live.window_minutes} min`}>
              {`${Math.round(live.uptime * 1000) / 10}%`}
            </Fact>
            {first && <Fact name="First token" note={`p95 ${first.p95} ms`}>{`${first.p50} ms`}</Fact>}
            {live.tokens_per_second && (
              <Fact name="Speed" note={`tokens/s, p95 ${live.tokens_per_second.p95}`}>
                {live.tokens_per_second.p50}
              </Fact>
            )}
          </>
        )}
      </FactStrip>
      {!live && <p className="text-note text-text-3">Not enough traffic yet to show latency and errors.</p>}
      <SyncDetails gateway={gateway} now={now} />
    </div>
  );
}

function Ago({ at, now }: { at: string | null; now: number }) {
  if (at === null) return "Never";
  return <span className="inline-block first-letter:uppercase">{agoText(Date.parse(at), now)}</span>;
}

function SyncDetails({ gateway, now }: { gateway: Gateway; now: number }) {
  const { total, unique, duplicates, skipped, last_attempt_at, key_env, error } = gateway;
  return (
    <Fold title="Sync details">
      <FactStrip label="Sync details">
        <Fact name="Rows read" title="Rows with a usable ID">
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
        <Fact name="Last attempt" title={last_attempt_at ?? undefined}>
          <Ago at={last_attempt_at} now={now} />
        </Fact>
        {key_env && (
          <Fact name="API key variable">
            <code className="text-note font-normal">{key_env}</code>
          </Fact>
        )}
      </FactStrip>
      {error && (
        <p className="mt-3 text-note text-text-3">
          Error as reported: <code className="text-tiny [overflow-wrap:anywhere]">{error}</code>
        </p>
      )}
    </Fold>
  );
}
