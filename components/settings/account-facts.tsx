"use client";

import { useState } from "react";
import { callApi, forgetKey, intendSignOut } from "@/lib/client/session";
import { Account } from "@/lib/contract/key";
import { useResource } from "./use-resource";

/** Who is signed in, and the ways out: here, everywhere, for good. */
export function AccountFacts() {
  const { data, failure } = useResource("/v1/account", Account);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async (path: string, method: string) => {
    try {
      await callApi(path, { method });
      forgetKey();
      intendSignOut();
      location.assign("/login?out");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
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
          (failure ?? "Loading…")
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <a href="/login?out" className="button" onClick={intendSignOut}>
          Sign out
        </a>
        <button type="button" className="button" onClick={() => leave("/v1/account/sign-out", "POST")}>
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
            <button type="button" className="button button-strong" onClick={() => leave("/v1/account", "DELETE")}>
              Delete account
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              Cancel
            </button>
          </div>
        </div>
      )}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </section>
  );
}
