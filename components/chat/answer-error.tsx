"use client";

import { useEffect, useState } from "react";
import { Button, buttonClass, LinkButton } from "@/components/ui/button";
import { ErrorCard } from "@/components/ui/error-card";
import { Menu } from "@/components/ui/menu";
import type { AnswerError, Message } from "@/lib/contract/conversation";
import type { AnswerActions } from "./answer-props";
import { errorText } from "./error-text";
import { FIRST_MODEL } from "./focus";
import { useGatewayName } from "./gateway-facts";
import { useKnownModels } from "./model-facts";

interface AnswerErrorProps {
  message: Message;
  error: AnswerError;
  actions: AnswerActions | null;
}

/** An error with its actions: a retry, if that can help, or another gateway or model. Shown until one is used. */
export function AnswerErrorCard({ message, error, actions }: AnswerErrorProps) {
  const nameOf = useGatewayName();
  const model = useKnownModels().get(message.model ?? "");
  const remedies = remediesFor(message, error, model?.source_gateways ?? []);
  const failedGateway = gatewayOf(message);
  const { title, text, details } = errorText(error, {
    model: message.model,
    gateway: failedGateway && nameOf(failedGateway),
    interrupted: remedies.continues,
    elsewhere: remedies.others.length > 0,
  });
  return (
    <ErrorCard
      title={title}
      interrupted={remedies.continues}
      details={details}
      actions={
        actions && <ErrorActions remedies={remedies} message={message} retryAt={error.retry_at} actions={actions} />
      }
      className="mt-3"
    >
      {text}
    </ErrorCard>
  );
}

/** Actions besides a retry. */
interface Remedies {
  /** The answer was interrupted and can be continued. */
  continues: boolean;
  needsKey: boolean;
  needsModel: boolean;
  others: readonly string[];
  /** Switching to the first of them is the best option. */
  switches: boolean;
}

function remediesFor(message: Message, error: AnswerError, gateways: readonly string[]): Remedies {
  const keyless = error.missing === "gateway_key";
  // All gateways of the model were considered, and none can answer: naming one changes nothing.
  const none = error.error_type === "no_endpoints" && !message.facts?.asked_gateway;
  const failedGateway = gatewayOf(message);
  const others = none ? [] : gateways.filter((gateway) => gateway !== failedGateway);
  const continues = message.state === "interrupted";
  return {
    continues,
    needsKey: none || keyless,
    needsModel: error.missing === "model",
    others,
    switches: !continues && !keyless && others.length > 0,
  };
}

/** The gateway that failed, or was requested. */
const gatewayOf = ({ facts }: Message) => facts?.gateway ?? facts?.asked_gateway ?? null;

interface ErrorActionsProps {
  remedies: Remedies;
  message: Message;
  retryAt: string | null;
  actions: AnswerActions;
}

/** The best option first, then a retry, then other gateways. */
function ErrorActions({ remedies, message, retryAt, actions }: ErrorActionsProps) {
  const { continues, needsKey, needsModel, others, switches } = remedies;
  const seconds = useSecondsUntil(retryAt);
  const nameOf = useGatewayName();
  const [first = ""] = others;
  return (
    <>
      {continues && (
        <Button variant="primary" size="sm" icon="play" onClick={() => actions.continueWith(message)}>
          Continue
        </Button>
      )}
      {switches && (
        <Button variant="primary" size="sm" icon="refresh-cw" onClick={() => actions.retry(message, first)}>
          Try {nameOf(first)}
        </Button>
      )}
      {needsKey && (
        <LinkButton variant="primary" size="sm" icon="key-round" href="/settings#gateway-keys">
          Add a gateway key
        </LinkButton>
      )}
      {needsModel && (
        <Button variant="primary" size="sm" icon="layers" onClick={() => document.getElementById(FIRST_MODEL)?.click()}>
          Choose a model
        </Button>
      )}
      <Button
        size="sm"
        variant={continues || switches || needsKey || needsModel ? "default" : "primary"}
        icon="refresh-cw"
        inactive={seconds > 0}
        onClick={() => actions.retry(message)}
      >
        {seconds > 0 ? `Try again in ${seconds} s` : continues ? "Start over" : "Try again"}
      </Button>
      {others.length > (switches ? 1 : 0) && (
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
}

/** Whole seconds until a time, counting down; 0 if it has passed, or for null. */
function useSecondsUntil(at: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const secondsLeft = at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  const waiting = secondsLeft > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  return secondsLeft;
}
