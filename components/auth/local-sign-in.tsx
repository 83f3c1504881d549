"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/client/api";
import { exchangeToken } from "@/lib/client/session";
import { CODE_LENGTH, CodeField } from "./code-field";

/** Sign-in for the operator, with a code that the terminal prints. */
export function LocalSignIn() {
  const form = useRef<HTMLFormElement>(null);
  const { printed, busy, failure, code, print, type, exchange } = useTerminalCode(() =>
    form.current?.querySelector("input")?.select(),
  );
  // The pressed button was removed.
  useEffect(() => {
    if (printed > 0) form.current?.querySelector("input")?.focus();
  }, [printed]);
  if (printed === 0) {
    return (
      <div className="grid gap-4">
        <p className="text-text-2">Sign in with a one-time code from the terminal where Gatewayz is running.</p>
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
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void exchange(code);
  };
  return (
    <form ref={form} onSubmit={submit} className="grid gap-4">
      <p className="text-text-2">We printed a one-time code in the terminal where Gatewayz is running.</p>
      <CodeField
        label="Code from the terminal"
        value={code}
        onChange={({ target }) => type(target.value)}
        error={failure}
      />
      <Button type="submit" variant="primary" size="lg" inactive={busy}>
        Sign in
      </Button>
      <Button variant="quiet" inactive={busy} onClick={print}>
        Print a new code
      </Button>
    </form>
  );
}

/** Prints a code, and exchanges it as soon as it is complete; `printed` counts the printed codes. */
function useTerminalCode(onFailure: () => void) {
  const [printed, setPrinted] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [code, setCode] = useState("");
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
      onFailure();
    }
    setBusy(false);
  };
  const print = () =>
    attempt(async () => {
      await api("/auth/local", { method: "POST" });
      setCode("");
      setPrinted((times) => times + 1);
    }, "Code printed in the terminal");
  const exchange = (code: string) => attempt(() => exchangeToken(`local:${code}`), "Signed in");
  const type = (value: string) => {
    const typed = value
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, "")
      .slice(0, CODE_LENGTH);
    setCode(typed);
    if (typed !== code) setFailure(undefined);
    if (typed.length === CODE_LENGTH && typed !== code) void exchange(typed);
  };
  return { printed, busy, failure, code, print, type, exchange };
}
