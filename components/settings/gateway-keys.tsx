"use client";

import { type FormEvent, useId, useState } from "react";
import { useAccountData, useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { ConfirmSheet } from "@/components/ui/confirm-sheet";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { GatewayKeyList } from "@/lib/contract/usage";
import { dayText } from "@/lib/models/format";
import { headingOf, SettingsSection } from "./section";

const PART = "gateway-keys";

interface Named {
  slug: string;
  name: string;
}

/** The account's keys for gateways: added, replaced, and removed, but never shown. */
export function GatewayKeys() {
  const { data, error } = useAccountData("/v1/gateway-keys", GatewayKeyList);
  const [setting, setSetting] = useState<Named | null>(null);
  const [removing, setRemoving] = useState<Named | null>(null);
  const remove = useChange(
    ({ slug }: Named) => api(`/v1/gateway-keys/${slug}`, { method: "DELETE" }),
    "/v1/gateway-keys",
  );
  const keys = new Map(data?.data.map((key) => [key.gateway, key]));
  const gateways = [...(data?.gateways ?? [])].sort((a, b) => Number(keys.has(b.slug)) - Number(keys.has(a.slug)));
  const confirm = (gateway: Named) => {
    setRemoving(null);
    requestAnimationFrame(() => headingOf(PART)?.focus());
    remove.mutate(gateway, { onSuccess: () => announce(`Key for ${gateway.name} removed`) });
  };
  return (
    <SettingsSection
      id={PART}
      title="Gateway keys"
      text="Encrypted, used before the server’s keys, and sent only to their gateway."
      error={remove.error ?? error}
    >
      {!data && !error && <Skeleton framed />}
      <ul aria-label="Gateways" hidden={!data} className="divide-y divide-line rounded-panel border border-line">
        {gateways.map((gateway) => (
          <GatewayRow
            key={gateway.slug}
            gateway={gateway}
            stored={keys.get(gateway.slug)}
            set={() => setSetting(gateway)}
            remove={() => setRemoving(gateway)}
          />
        ))}
      </ul>
      {setting && <GatewayKeySheet gateway={setting} onClose={() => setSetting(null)} />}
      {removing && (
        <ConfirmSheet
          title={`Remove the key for ${removing.name}?`}
          action="Remove key"
          onConfirm={() => confirm(removing)}
          onClose={() => setRemoving(null)}
          returnTo={() => headingOf(PART)}
        >
          <p className="text-text-2">Your chats on {removing.name} use the server’s key instead, if it has one.</p>
        </ConfirmSheet>
      )}
    </SettingsSection>
  );
}

interface GatewayRowProps {
  gateway: Named;
  stored: GatewayKeyList["data"][number] | undefined;
  set: () => void;
  remove: () => void;
}

function GatewayRow({ gateway: { slug, name }, stored, set, remove }: GatewayRowProps) {
  return (
    <li className="flex min-h-13.5 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Avatar of={slug} name={name} />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{name}</span>
        <span className="comma-before block text-note text-text-3">
          {stored ? `Ends in ${stored.last_four}, added ${dayText(Date.parse(stored.created_at))}` : "Not set"}
        </span>
      </span>
      <span className="flex gap-2">
        <Button size="sm" onClick={set} aria-label={`${stored ? "Replace the" : "Add"} key for ${name}`}>
          {stored ? "Replace" : "Add key"}
        </Button>
        {stored && (
          <Button size="sm" onClick={remove} aria-label={`Remove the key for ${name}`}>
            Remove
          </Button>
        )}
      </span>
    </li>
  );
}

function GatewayKeySheet({ gateway, onClose }: { gateway: Named; onClose: () => void }) {
  const form = useId();
  const save = useChange(
    (key: string) => api(`/v1/gateway-keys/${gateway.slug}`, { method: "PUT", body: { key } }),
    "/v1/gateway-keys",
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(String(new FormData(event.currentTarget).get("key") ?? ""), {
      onSuccess: () => {
        announce(`Key for ${gateway.name} saved`);
        onClose();
      },
      onError: ({ message }) => announce(message),
    });
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} variant="primary" inactive={save.isPending}>
        Save key
      </Button>
    </>
  );
  return (
    <Sheet
      title={`Key for ${gateway.name}`}
      size="sm"
      onClose={onClose}
      footer={footer}
      returnTo={() => headingOf(PART)}
    >
      <form id={form} onSubmit={send} className="pt-2">
        <Field
          label="API key"
          name="key"
          type="password"
          autoComplete="off"
          required
          minLength={8}
          data-autofocus
          error={save.error?.message}
        />
      </form>
    </Sheet>
  );
}
