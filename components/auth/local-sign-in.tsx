"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { api } from "@/lib/client/api";
import { exchangeToken } from "@/lib/client/session";

/** Sign-in for the operator: a code that the terminal prints. */
export function LocalSignIn() {
  const [printed, setPrinted] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLFormElement>(null);
  // The button that was pressed is gone: the code is what comes next.
  useEffect(() => {
    if (printed > 0) field.current?.querySelector("input")?.focus();
  }, [printed]);
  const attempt = async (work: () => Promise<unknown>, done: string) => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      announce(done, "sign-in");
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setFailure(text);
      announce(text, "sign-in");
      field.current?.querySelector("input")?.select();
    }
    setBusy(false);
  };
  const print = () =>
    attempt(async () => {
      await api("/auth/local", { method: "POST" });
      setPrinted((times) => times + 1);
    }, "Code printed in the terminal");
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    void attempt(() => exchangeToken(`local:${code}`), "Signed in");
  };
  if (printed === 0) {
    return (
      <div className="grid gap-4">
        <p className="text-text-2">Sign in with a one-time code from the terminal where Gatewayz is running.</p>
        <Terminal />
        <Button variant="primary" size="lg" icon="terminal" inactive={busy} onClick={print}>
          Print sign-in code
        </Button>
        {failure && (
          <p role="alert" className="text-note text-bad">
            {failure}
          </p>
        )}
      </div>
    );
  }
  return (
    <form ref={field} onSubmit={send} className="grid gap-4">
      <p className="text-text-2">We printed a one-time code in the terminal where Gatewayz is running.</p>
      <Terminal />
      <Field
        label="Code from the terminal"
        name="code"
        height="hero"
        className="[&_input]:font-mono [&_input]:tracking-widest"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={12}
        required
        error={failure}
      />
      <Button type="submit" variant="primary" size="lg" inactive={busy}>
        Sign in
      </Button>
      <Button variant="quiet" inactive={busy} onClick={print}>
        Print a new one
      </Button>
    </form>
  );
}

/** Where to look. */
function Terminal() {
  return (
    <div
      aria-hidden="true"
      className="rounded-panel border border-line bg-panel px-4 py-3 font-mono text-tiny leading-5 text-text-3"
    >
      $ npm start
      <br />
      Gatewayz is at {typeof location === "undefined" ? "…" : location.origin}
      <br />
      <span className="text-text">Sign-in code: </span>
      <span className="text-accent">••••-••••</span>
    </div>
  );
}
