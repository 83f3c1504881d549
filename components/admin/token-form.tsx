"use client";

import { type FormEvent, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { api } from "@/lib/client/api";

export function TokenForm({ enter }: { enter: (token: string) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.currentTarget.querySelector("input");
    const token = String(new FormData(event.currentTarget).get("token") ?? "").trim();
    if (busy) return;
    setBusy(true);
    try {
      await api("/v1/admin/overview", { key: token });
      enter(token);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setProblem(text);
      announce(text, "token");
      field?.focus();
      setBusy(false);
    }
  };
  return (
    <form onSubmit={send} className="mx-auto grid max-w-md gap-4 pt-8">
      <div>
        <h1>Operator</h1>
        <p className="mt-1 text-text-3">
          Enter the <code>ADMIN_TOKEN</code> this server was started with. It stays in this tab only.
        </p>
      </div>
      <Field
        label="Admin token"
        name="token"
        type="password"
        autoComplete="off"
        required
        minLength={16}
        error={problem ?? undefined}
      />
      <span>
        <Button type="submit" variant="primary" inactive={busy}>
          {busy ? "Loading…" : "Open"}
        </Button>
      </span>
    </form>
  );
}
