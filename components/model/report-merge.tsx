"use client";

import { type FormEvent, useState } from "react";
import { api } from "@/lib/client/api";
import type { ReportRequest } from "@/lib/contract/report";

interface ReportMergeProps {
  model: string;
  offers: readonly { gateway: string; id: string; label: string }[];
}

/** Reports an offer that is grouped with the wrong model; keeps the text until it is received. */
export function ReportMerge({ model, offers }: ReportMergeProps) {
  const [state, setState] = useState<"idle" | "sending" | "sent" | string>("idle");
  if (state === "sent") return <p role="status">Thanks. We’ll look into it.</p>;
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const offer = offers[Number(form.get("offer"))];
    if (!offer) return;
    setState("sending");
    const note = String(form.get("note") ?? "");
    const body: ReportRequest = { model, gateway: offer.gateway, native_id: offer.id, note };
    await api("/v1/reports", { method: "POST", body, key: null }).then(
      () => setState("sent"),
      (error: Error) => setState(error.message),
    );
  };
  return (
    <form onSubmit={send} className="mt-4 grid max-w-lg grid-cols-1 gap-2">
      <label className="grid gap-1">
        <span>Wrong offer?</span>
        <select name="offer" className="input-field">
          {offers.map(({ gateway, id, label }, i) => (
            <option key={`${gateway} ${id}`} value={i}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span>Which model is it, and how do you know?</span>
        <textarea name="note" rows={2} maxLength={1000} className="input-field" />
      </label>
      <div className="flex items-center gap-3">
        <button type="submit" className="button" disabled={state === "sending"}>
          Report a wrong match
        </button>
        {state !== "idle" && state !== "sending" && <span role="alert">{state}</span>}
      </div>
    </form>
  );
}
