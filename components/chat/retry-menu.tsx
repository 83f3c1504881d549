"use client";

import { useGatewayName } from "./gateway-facts";
import { Menu } from "./menu";

interface RetryMenuProps {
  retry: (gateway: string | null) => void;
  /** The gateway that was asked for; null for any. */
  requestedGateway: string | null;
  others: readonly string[];
}

/** Answers anew: as before, or at another gateway that has the model. */
export function RetryMenu({ retry, requestedGateway: asked, others }: RetryMenuProps) {
  const nameOf = useGatewayName();
  if (others.length === 0) {
    return (
      <button type="button" className="copy" onClick={() => retry(asked)}>
        retry
      </button>
    );
  }
  return (
    <Menu label="retry" look="copy" up>
      <button type="button" className="chat-menu-choice" onClick={() => retry(asked)}>
        Again{asked ? ` at ${nameOf(asked)}` : ""}
      </button>
      {others.map((gateway) => (
        <button key={gateway} type="button" className="chat-menu-choice" onClick={() => retry(gateway)}>
          At {nameOf(gateway)}
        </button>
      ))}
    </Menu>
  );
}
