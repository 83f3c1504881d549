"use client";

import { type FormEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { api } from "@/lib/client/api";
import type { ReportRequest } from "@/lib/contract/report";

interface ReportMergeProps {
  model: string;
  offers: readonly { gateway: string; id: string; label: string }[];
}

/** Reports an offer that is grouped with the wrong model; keeps the text after an error. */
export function ReportMerge({ model, offers }: ReportMergeProps) {
  const [state, setState] = useState<"idle" | "sending" | "sent" | { failure: string }>("idle");
  const thanks = useRef<HTMLParagraphElement>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const offer = offers[Number(form.get("offer"))];
    if (!offer || state === "sending") return;
    setState("sending");
    const note = String(form.get("note") ?? "");
    const body: ReportRequest = { model, gateway: offer.gateway, native_id: offer.id, note };
    await api("/v1/reports", { method: "POST", body, key: null }).then(
      () => {
        setState("sent");
        announce(`Report on ${offer.label} sent`);
        requestAnimationFrame(() => thanks.current?.focus());
      },
      (error: Error) => setState({ failure: error.message }),
    );
  };
  if (state === "sent") {
    return (
      <p ref={thanks} tabIndex={-1} className="outline-none">
        Thanks. We’ll look into it.
      </p>
    );
  }
  return (
    <form onSubmit={send} className="grid max-w-lg gap-3">
      <Select
        label="Wrong offer"
        name="offer"
        options={offers.map(({ label }, index) => ({ value: String(index), label }))}
      />
      <TextArea
        label="Which model is it, and how do you know?"
        name="note"
        rows={2}
        maxLength={1000}
        error={typeof state === "object" ? state.failure : undefined}
      />
      <span>
        <Button type="submit" inactive={state === "sending"}>
          Report a wrong match
        </Button>
      </span>
    </form>
  );
}
