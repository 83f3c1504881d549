"use client";

import { useLoginWithEmail, useLoginWithOAuth } from "@privy-io/react-auth";
import { type FormEvent, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Logo } from "@/components/ui/icon";

/** Timeout of a call to the sign-in service, in ms. */
const TIMEOUT_MS = 15_000;

/** Email with a code, Google, and GitHub. Typed text stays after errors. */
export function PrivyForms({ ready }: { ready: boolean }) {
  const { failure, busy, sentTo, changeAddress, sendTo, signInWithCode, signInAt } = usePrivySignIn();
  const blocked = !ready || busy;
  return (
    <div className="grid gap-4">
      {!ready && <p role="status">Connecting to the sign-in service…</p>}
      <div className="grid gap-2">
        {(["google", "github"] as const).map((provider) => (
          <Button key={provider} size="lg" disabled={blocked} onClick={() => signInAt(provider)}>
            <Logo of={provider} name={provider} />
            Continue with {provider === "google" ? "Google" : "GitHub"}
          </Button>
        ))}
      </div>
      <p
        aria-hidden="true"
        className="flex items-center gap-3 text-note text-text-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        or
      </p>
      {sentTo === null ? (
        <form onSubmit={(event) => sendTo(submitted(event, "email"))} className="grid gap-3">
          <Field label="Email" name="email" type="email" autoComplete="email" required error={failure ?? undefined} />
          <Button type="submit" variant="primary" size="lg" disabled={blocked}>
            Send me a code
          </Button>
        </form>
      ) : (
        <CodeForm
          sentTo={sentTo}
          failure={failure}
          blocked={blocked}
          signIn={signInWithCode}
          sendAgain={() => sendTo(sentTo)}
          changeAddress={changeAddress}
        />
      )}
    </div>
  );
}

/** The ways to sign in with Privy, one at a time; `failure` is the last error. */
function usePrivySignIn() {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { sendCode, loginWithCode } = useLoginWithEmail();
  const { initOAuth } = useLoginWithOAuth({
    onError: (code) => {
      // The hooks share their callbacks; errors of the email code are shown at its form.
      if (/oauth|unknown_auth_error|access_denied/.test(String(code)))
        setFailure("The other site refused the sign-in. Try again, or use email.");
    },
  });
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await withTimeout(work(), TIMEOUT_MS);
    } catch (error) {
      const text = errorMessageFor(error);
      setFailure(text);
      announce(text, "sign-in");
    }
    setBusy(false);
  };
  return {
    failure,
    busy,
    /** The address that a code was sent to. */
    sentTo,
    changeAddress: () => setSentTo(null),
    sendTo: (email: string) =>
      attempt(async () => {
        await sendCode({ email });
        setSentTo(email);
      }),
    signInWithCode: (code: string) => attempt(() => loginWithCode({ code })),
    signInAt: (provider: "google" | "github") => attempt(() => initOAuth({ provider })),
  };
}

interface CodeFormProps {
  sentTo: string;
  failure: string | null;
  blocked: boolean;
  signIn: (code: string) => void;
  sendAgain: () => void;
  changeAddress: () => void;
}

function CodeForm({ sentTo, failure, blocked, signIn, sendAgain, changeAddress }: CodeFormProps) {
  return (
    <form
      ref={(form) => form?.querySelector("input")?.focus()}
      onSubmit={(event) => signIn(submitted(event, "code"))}
      className="grid gap-3"
    >
      <p>
        We sent a code to <b className="font-medium">{sentTo}</b>. It is valid for ten minutes.
      </p>
      <Field
        label="Code"
        name="code"
        className="[&_input]:font-mono [&_input]:tracking-widest"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        title="six digits"
        maxLength={6}
        required
        error={failure ?? undefined}
      />
      <Button type="submit" variant="primary" size="lg" disabled={blocked}>
        Sign in
      </Button>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" disabled={blocked} onClick={sendAgain}>
          Send a new code
        </Button>
        <Button size="sm" onClick={changeAddress}>
          Use another address
        </Button>
      </span>
    </form>
  );
}

/** The value of a submitted form's field; keeps the page. */
function submitted(event: FormEvent<HTMLFormElement>, name: string): string {
  event.preventDefault();
  return String(new FormData(event.currentTarget).get(name) ?? "").trim();
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("late")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** An error as text, with advice. */
function errorMessageFor(error: unknown): string {
  const { privyErrorCode, message } = error as { privyErrorCode?: string; message?: string };
  switch (privyErrorCode) {
    case "invalid_credentials":
      return "That code is not right, or it has expired. Try again or request a new one.";
    case "too_many_requests":
      return "Too many attempts. Wait a minute, then try again.";
    case "invalid_data":
      return "Check your email address.";
    case "disallowed_login_method":
      return "This way of signing in is turned off here. Use another one.";
    case "max_accounts_reached":
    case "allowlist_rejected":
      return "This address isn’t allowed to sign in. Contact the operator.";
    default:
      return message === "late" || privyErrorCode === undefined
        ? "The sign-in service didn’t respond. Check your connection and try again."
        : `Sign-in failed: ${message}`;
  }
}
