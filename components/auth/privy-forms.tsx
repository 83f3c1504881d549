"use client";

import { useLoginWithEmail, useLoginWithOAuth } from "@privy-io/react-auth";
import { type FormEvent, useState } from "react";

/** Timeout of sending a code, in ms. */
const SEND_MS = 15_000;

/** E-mail with a code, Google and GitHub. What was typed stays through every failure. */
export function PrivyForms({ ready }: { ready: boolean }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { sendCode, loginWithCode } = useLoginWithEmail();
  const { initOAuth } = useLoginWithOAuth({
    onError: (code) => {
      // The hooks share their callbacks: what concerns the code is said where it was sent.
      if (/oauth|unknown_auth_error|access_denied/.test(String(code)))
        setFailure("The other site did not let you in: you refused, or it took too long. Try again, or use e-mail.");
    },
  });
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await withTimeout(work(), SEND_MS);
    } catch (error) {
      setFailure(errorMessageFor(error));
    }
    setBusy(false);
  };
  const ask = (email: string) =>
    attempt(async () => {
      await sendCode({ email });
      setSentTo(email);
    });
  const field = (event: FormEvent<HTMLFormElement>, name: string) => {
    event.preventDefault();
    return String(new FormData(event.currentTarget).get(name) ?? "").trim();
  };
  const blocked = !ready || busy;
  return (
    <div className="grid gap-4">
      {!ready && <p role="status">Reaching the sign-in service …</p>}
      {sentTo === null ? (
        <form onSubmit={(event) => ask(field(event, "email"))} className="grid gap-3">
          <label className="grid gap-1">
            <span>E-mail</span>
            <input name="email" type="email" className="input-field" autoComplete="email" required />
          </label>
          <button type="submit" className="button button-strong" disabled={blocked}>
            Send me a code
          </button>
        </form>
      ) : (
        <form onSubmit={(event) => attempt(() => loginWithCode({ code: field(event, "code") }))} className="grid gap-3">
          <p>
            A code is on its way to <b className="font-medium">{sentTo}</b>. It is valid for ten minutes.
          </p>
          <label className="grid gap-1">
            <span>Code</span>
            <input
              name="code"
              className="input-field font-mono"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6}"
              title="six digits"
              maxLength={6}
              required
              // biome-ignore lint/a11y/noAutofocus: it is the answer to the button that was just pressed.
              autoFocus
            />
          </label>
          <button type="submit" className="button button-strong" disabled={blocked}>
            Sign in
          </button>
          <span className="flex gap-2">
            <button type="button" className="button" disabled={blocked} onClick={() => ask(sentTo)}>
              Send a new code
            </button>
            <button type="button" className="button" onClick={() => setSentTo(null)}>
              Another address
            </button>
          </span>
        </form>
      )}
      {failure && (
        <p role="alert" className="text-bad">
          {failure}
        </p>
      )}
      <div className="grid gap-2 border-t border-line pt-4">
        {(["google", "github"] as const).map((provider) => (
          <button
            key={provider}
            type="button"
            className="button"
            disabled={blocked}
            onClick={() => attempt(() => initOAuth({ provider }))}
          >
            Continue with {provider === "google" ? "Google" : "GitHub"}
          </button>
        ))}
      </div>
    </div>
  );
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("late")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What happened, and what to do. */
function errorMessageFor(error: unknown): string {
  const { privyErrorCode, message } = error as { privyErrorCode?: string; message?: string };
  switch (privyErrorCode) {
    case "invalid_credentials":
      return "That code is not right, or it is older than ten minutes: look again, or have a new one sent.";
    case "too_many_requests":
      return "Too many attempts: wait a minute, then try again.";
    case "invalid_data":
      return "That is no e-mail address that a code can be sent to: look it over.";
    case "disallowed_login_method":
      return "This way of signing in is switched off here: use another one.";
    case "max_accounts_reached":
    case "allowlist_rejected":
      return "This address may not sign in here. Ask the operator of this Gatewayz.";
    default:
      return message === "late" || privyErrorCode === undefined
        ? "The sign-in service did not answer: check your connection and try again."
        : `The sign-in service refused: ${message}`;
  }
}
