"use client";

import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/api";

/** Asks for the ADMIN_TOKEN and tries it before it is kept. */
export function TokenForm({ enter }: { enter: (token: string) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get("token") ?? "").trim();
    setBusy(true);
    try {
      await api("/v1/admin/overview", { key: token });
      enter(token);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send} className="mx-auto grid max-w-md gap-3 pt-8">
      <h1>Operator</h1>
      <p className="text-text-3">
        Enter the <code>ADMIN_TOKEN</code> this server was started with. It stays in this tab only.
      </p>
      <label className="grid gap-1">
        <span className="text-tiny text-text-3">Admin token</span>
        <input name="token" type="password" className="input-field" autoComplete="off" required minLength={16} />
      </label>
      <p>
        <button type="submit" className="button button-strong" disabled={busy}>
          {busy ? "Loading…" : "Open"}
        </button>
      </p>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}
