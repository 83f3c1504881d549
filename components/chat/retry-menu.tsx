"use client";

import { useRef } from "react";
import { useGatewayName } from "./gateway-facts";

interface RetryMenuProps {
  retry: (gateway: string | null) => void;
  /** The gateway that was asked for; null for any. */
  asked: string | null;
  others: readonly string[];
}

/** Answers anew: as before, or at another gateway that has the model. */
export function RetryMenu({ retry, asked, others }: RetryMenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const nameOf = useGatewayName();
  if (others.length === 0) {
    return (
      <button type="button" className="copy" onClick={() => retry(asked)}>
        retry
      </button>
    );
  }
  const choose = (gateway: string | null) => {
    if (menu.current) menu.current.open = false;
    retry(gateway);
  };
  return (
    <details
      ref={menu}
      className="retry-menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        event.preventDefault();
        menu.current.open = false;
        menu.current.querySelector("summary")?.focus();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
      }}
    >
      <summary className="copy">retry ▾</summary>
      <div className="retry-list">
        <button type="button" className="retry-choice" onClick={() => choose(asked)}>
          Again{asked ? ` at ${nameOf(asked)}` : ""}
        </button>
        {others.map((gateway) => (
          <button key={gateway} type="button" className="retry-choice" onClick={() => choose(gateway)}>
            At {nameOf(gateway)}
          </button>
        ))}
      </div>
    </details>
  );
}
