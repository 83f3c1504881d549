"use client";

import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/api";
import { exchangeToken } from "@/lib/client/session";

/** Sign-in for the operator: a code that the terminal prints. */
export function LocalSignIn() {
  const [printed, setPrinted] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  const print = () =>
    attempt(async () => {
      await api("/auth/local", { method: "POST" });
      setPrinted(true);
    });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    void attempt(() => exchangeToken(`local:${code}`));
  };
  return (
    <div className="grid gap-4">
      <p className="text-text-3">
        {printed
          ? "We printed a one-time code in the terminal where Gatewayz is running."
          : "Sign in with a one-time code from the terminal where Gatewayz is running."}
      </p>
      {!printed && (
        <button type="button" className="button button-strong" onClick={print} disabled={busy}>
          Print sign-in code
        </button>
      )}
      {printed && (
        <form onSubmit={send} className="grid gap-3">
          <label className="grid gap-1">
            <span>Code from the terminal</span>
            <input
              name="code"
              className="input-field font-mono"
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={12}
              required
              // biome-ignore lint/a11y/noAutofocus: it is the answer to the button that was just pressed.
              autoFocus
            />
          </label>
          <button type="submit" className="button button-strong" disabled={busy}>
            Sign in
          </button>
          <button type="button" className="button" onClick={print} disabled={busy}>
            Print a new one
          </button>
        </form>
      )}
      {failure && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
    </div>
  );
}
