"use client";

import { type ComponentProps, useState } from "react";
import { useAccountData, useChange } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { ConfirmSheet } from "@/components/ui/confirm-sheet";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { type ApiKey, ApiKeyList } from "@/lib/contract/key";
import { EditKeySheet } from "./edit-key-sheet";
import { GatewayKeys } from "./gateway-keys";
import { KeySheet } from "./key-sheet";
import { KeyTable } from "./key-table";
import { headingOf, SettingsSection } from "./section";

/** API keys that were created here, and signed-in devices. */
export function Keys() {
  const { data, error } = useAccountData("/v1/keys", ApiKeyList);
  const revoke = useChange((key: ApiKey) => api(`/v1/keys/${key.id}`, { method: "DELETE" }), "/v1/keys");
  const [creating, setCreating] = useState(false);
  const [edited, setEdited] = useState<ApiKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const created = data?.data.filter((key) => !key.device) ?? [];
  const devices = data?.data.filter((key) => key.device) ?? [];
  const failed = (device: boolean) =>
    (revoke.error && revoke.variables.device === device ? revoke.error : null) ?? error;
  const loading = !data && !error && <Skeleton rows={2} framed />;
  const part = revoking?.device ? "devices" : "keys";
  const confirm = (key: ApiKey) => {
    setRevoking(null);
    // The pressed button is removed.
    requestAnimationFrame(() => headingOf(part)?.focus());
    revoke.mutate(key, { onSuccess: () => announce(`${key.name} ${key.device ? "signed out" : "revoked"}`) });
  };
  const create = (
    <Button variant="primary" size="sm" icon="plus" onClick={() => setCreating(true)}>
      Create key
    </Button>
  );
  return (
    <>
      <SettingsSection
        id="keys"
        title="API keys"
        text="Call Gatewayz from your own code."
        action={create}
        error={failed(false)}
      >
        {loading}
        {created.length > 0 && (
          <KeyTable name="Created keys" keys={created} edit={setEdited} revoke={setRevoking} word="Revoke" />
        )}
        {data && created.length === 0 && (
          <p className="rounded-panel border border-line px-4 py-3.5 text-text-3">
            No keys yet. Create one to call Gatewayz from your code.
          </p>
        )}
        <p className="mt-3 text-note">
          <Link href="/use" className="touch-target inline-flex min-h-6 items-center text-accent hover:underline">
            Set up your tools with a key
          </Link>
        </p>
      </SettingsSection>
      <GatewayKeys />
      <SettingsSection id="devices" title="Devices" text="Browsers that are signed in." error={failed(true)}>
        {loading}
        {devices.length > 0 && (
          <KeyTable name="Signed-in devices" keys={devices} revoke={setRevoking} word="Sign out" />
        )}
      </SettingsSection>
      {creating && <KeySheet onClose={() => setCreating(false)} />}
      {edited && <EditKeySheet of={edited} onClose={() => setEdited(null)} />}
      {revoking && (
        <RevokeSheet
          of={revoking}
          onConfirm={() => confirm(revoking)}
          onClose={() => setRevoking(null)}
          returnTo={() => headingOf(part)}
        />
      )}
    </>
  );
}

interface RevokeSheetProps extends Pick<ComponentProps<typeof ConfirmSheet>, "onConfirm" | "onClose" | "returnTo"> {
  of: ApiKey;
}

function RevokeSheet({ of: { name, device }, ...events }: RevokeSheetProps) {
  return (
    <ConfirmSheet
      title={device ? `Sign out ${name}?` : `Revoke ${name}?`}
      action={device ? "Sign out" : "Revoke key"}
      {...events}
    >
      <p className="text-text-2">
        {device
          ? "That browser has to sign in again."
          : "Programs that use this key stop working. This cannot be undone."}
      </p>
    </ConfirmSheet>
  );
}
