"use client";

import { useState } from "react";
import { useAccountData, useChange } from "@/components/data/query";
import { api } from "@/lib/client/api";
import { storeKey } from "@/lib/client/key";
import { intendSignOut } from "@/lib/client/session";
import { Account } from "@/lib/contract/key";

/** Who is signed in, and the ways out: here, everywhere, for good. */
export function AccountFacts() {
  const { data, error } = useAccountData("/v1/account", Account);
  const [asking, setAsking] = useState(false);
  const leave = useChange(async ([method, path]: ["POST" | "DELETE", string]) => {
    await api(path, { method });
    storeKey(null);
    intendSignOut();
    location.assign("/login?out");
  });
  return (
    <section className="grid gap-3" aria-label="Signed in">
      <p>
        {data ? (
          <>
            Signed in as <b className="font-medium">{data.display_name ?? data.email ?? `account ${data.id}`}</b>
            {data.display_name && data.email ? ` (${data.email})` : ""}
            {data.email && !data.email_verified && <span className="tag ml-2">email not verified</span>}
          </>
        ) : (
          (error?.message ?? "Loading…")
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <a href="/login?out" className="button" onClick={intendSignOut}>
          Sign out
        </a>
        <button type="button" className="button" onClick={() => leave.mutate(["POST", "/v1/account/sign-out"])}>
          Sign out everywhere
        </button>
        {!asking && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Delete account…
          </button>
        )}
      </div>
      {asking && (
        <div className="panel grid gap-3 p-4" role="alertdialog" aria-label="Delete account">
          <p>Deletes your keys, chats and usage. This cannot be undone.</p>
          <div className="flex gap-2">
            <button
              type="button"
              className="button button-strong"
              onClick={() => leave.mutate(["DELETE", "/v1/account"])}
            >
              Delete account
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              Cancel
            </button>
          </div>
        </div>
      )}
      {leave.error && (
        <p role="alert" className="text-bad">
          {leave.error.message}
        </p>
      )}
    </section>
  );
}
