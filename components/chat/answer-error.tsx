"use client";

import { useEffect, useState } from "react";
import { Button, buttonClass, LinkButton } from "@/components/ui/button";
import { ErrorCard } from "@/components/ui/error-card";
import { Menu } from "@/components/ui/menu";
import type { AnswerError, Message } from "@/lib/contract/conversation";
import type { AnswerActions } from "./answer-props";
import { errorText, NO_KEY, NO_MODEL } from "./error-text";
import { FIRST_MODEL } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { useKnownModels } from "./model-facts";

interface AnswerErrorProps {
  message: Message;
  error: AnswerError;
  actions: AnswerActions | null;
}

/** What happened, whether and when trying again helps, and who else could answer. It stays until something is done. */
export function AnswerErrorCard({ message, error, actions }: AnswerErrorProps) {
  const seconds = useSecondsUntil(error.retry_at);
  const nameOf = useGatewayName();
  const model = useKnownModels().get(message.model ?? "");
  const own = message.facts?.gateway ?? message.facts?.asked_gateway ?? null;
  // All that have the model were looked at, and none of them can: naming one changes nothing.
  const none = error.error_type === "no_endpoints" && !message.facts?.asked_gateway;
  const missing = NO_MODEL.test(error.message);
  const keyless = NO_KEY.test(error.message);
  const others = none ? [] : (model?.source_gateways ?? []).filter((gateway) => gateway !== own);
  const interrupted = message.state === "interrupted";
  const [first, ...rest] = others;
  const { title, text, details } = errorText(error, interrupted, own && nameOf(own), first !== undefined);
  const again = seconds > 0 ? `Try again in ${seconds} s` : interrupted ? "Start over" : "Try again";
  const switches = !interrupted && !keyless && first !== undefined;
  const ways = actions && (
    <>
      {interrupted && (
        <Button variant="primary" size="sm" icon="play" onClick={() => actions.continueWith(message)}>
          Continue
        </Button>
      )}
      {switches && (
        <Button variant="primary" size="sm" icon="refresh-cw" onClick={() => actions.retry(message, first)}>
          Try {nameOf(first)}
        </Button>
      )}
      {(none || keyless) && (
        <LinkButton variant="primary" size="sm" icon="key-round" href="/settings#gateway-keys">
          Add a gateway key
        </LinkButton>
      )}
      {missing && (
        <Button variant="primary" size="sm" icon="layers" onClick={() => document.getElementById(FIRST_MODEL)?.click()}>
          Choose a model
        </Button>
      )}
      <Button
        size="sm"
        variant={interrupted || switches || none || keyless || missing ? "default" : "primary"}
        icon="refresh-cw"
        inactive={seconds > 0}
        onClick={() => actions.retry(message)}
      >
        {again}
      </Button>
      {(switches ? rest : others).length > 0 && (
        <Menu
          trigger={{ text: "Choose a gateway", icon: "server", className: buttonClass({ size: "sm" }) }}
          label="Choose a gateway"
          items={others.map((gateway) => ({
            label: nameOf(gateway),
            onSelect: () => actions.retry(message, gateway),
          }))}
        />
      )}
    </>
  );
  return (
    <ErrorCard title={title} interrupted={interrupted} details={details} actions={ways} className="mt-3">
      {text}
    </ErrorCard>
  );
}

/** Whole seconds until a time, counted down; 0 when it has come or there is none. */
function useSecondsUntil(at: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const left = at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  const waiting = left > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  return left;
}
