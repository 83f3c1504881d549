"use client";

import { useState } from "react";
import { useAccountData, useChange } from "@/components/data/query";
import { Button, LinkButton } from "@/components/ui/button";
import { ConfirmSheet } from "@/components/ui/confirm-sheet";
import { Field } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import { api } from "@/lib/client/api";
import { storeKey } from "@/lib/client/key";
import { intendSignOut } from "@/lib/client/session";
import { Account } from "@/lib/contract/key";
import { ImportChats } from "./import-chats";
import { headingOf, SettingsSection } from "./section";

const WORD = "delete";

export function AccountFacts() {
  const { data, error } = useAccountData("/v1/account", Account);
  const [asking, setAsking] = useState<"everywhere" | "delete" | null>(null);
  const leave = useChange(async ([method, path]: ["POST" | "DELETE", string]) => {
    await api(path, { method });
    storeKey(null);
    intendSignOut();
    location.assign("/login?out");
  });
  const confirm = (method: "POST" | "DELETE", path: string) => {
    setAsking(null);
    leave.mutate([method, path]);
  };
  const dialog = { onClose: () => setAsking(null), returnTo: () => headingOf("account") };
  return (
    <SettingsSection id="account" title="Account" error={leave.error ?? error}>
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-panel border border-line px-4 py-3.5">
        <p>{data ? <SignedInAs account={data} /> : !error && "Loading…"}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton size="sm" href="/login?out" onClick={intendSignOut}>
            Sign out
          </LinkButton>
          <Button size="sm" onClick={() => setAsking("everywhere")}>
            Sign out everywhere
          </Button>
        </div>
      </div>
      <ImportChats />
      <div className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-panel border border-bad px-4 py-3.5">
        <p>
          <b className="font-medium">Delete account</b>
          <span className="comma-before block text-note text-text-3">
            Deletes your keys, chats, and usage. This cannot be undone.
          </span>
        </p>
        <Button size="sm" variant="danger" onClick={() => setAsking("delete")}>
          Delete account…
        </Button>
      </div>
      {asking === "everywhere" && (
        <ConfirmSheet
          title="Sign out everywhere?"
          action="Sign out everywhere"
          onConfirm={() => confirm("POST", "/v1/account/sign-out")}
          {...dialog}
        >
          <p className="text-text-2">
            Signs you out of every browser, including this one. API keys you created keep working.
          </p>
        </ConfirmSheet>
      )}
      {asking === "delete" && <DeleteAccount onConfirm={() => confirm("DELETE", "/v1/account")} {...dialog} />}
    </SettingsSection>
  );
}

function SignedInAs({ account }: { account: Account }) {
  const { id, email, display_name: name, email_verified: verified } = account;
  return (
    <>
      Signed in as <b className="font-medium">{name ?? email ?? `account ${id}`}</b>
      {name && email ? ` (${email})` : ""} {email && !verified && <Tag tone="warn">Email not verified</Tag>}
    </>
  );
}

interface DeleteAccountProps {
  onConfirm: () => void;
  onClose: () => void;
  returnTo: () => HTMLElement | null;
}

function DeleteAccount(props: DeleteAccountProps) {
  const [typed, setTyped] = useState("");
  return (
    <ConfirmSheet
      title="Delete account?"
      action="Delete account"
      ready={typed.trim().toLowerCase() === WORD}
      {...props}
    >
      <p className="mb-4 text-text-2">Deletes your keys, chats, and usage. This cannot be undone.</p>
      <Field
        label={`Type ${WORD} to confirm`}
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmSheet>
  );
}
