"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useKey } from "@/components/auth/use-key";
import { useChange, useData } from "@/components/data/query";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { createPreset, deletePreset, listPresets } from "@/lib/client/presets";
import type { ChatSettings, ChatTarget } from "@/lib/contract/conversation";
import type { Preset } from "@/lib/contract/preset";
import { useGatewayName } from "./gateway-facts";
import { useModelFacts } from "./model-facts";

interface PresetsProps {
  settings: ChatSettings;
  target: ChatTarget | undefined;
  use: (preset: Preset) => void;
  onClose: () => void;
}

/** Presets: a model, a gateway, and settings under a name, to use again here or through the API as `preset:name`. */
export function PresetsDialog({ settings, target, use, onClose }: PresetsProps) {
  const { presets, saveError, removeError, create, remove } = usePresets();
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const name = String(new FormData(form).get("name") ?? "").trim();
    if (!target || name === "") return;
    const { model, gateway = null } = target;
    create({ name, model, gateway, settings }, () => form.reset());
  };
  return (
    <Sheet title="Presets" onClose={onClose}>
      <p className="text-text-2">
        A preset is a model, gateway, system prompt, and settings. Call it through the API as <code>preset:name</code>.
      </p>
      <PresetList presets={presets} use={use} remove={remove} />
      {removeError && (
        <div role="alert" className="mb-3">
          <FieldError id="preset-problem">Couldn’t delete the preset. {removeError}</FieldError>
        </div>
      )}
      <form onSubmit={save} className="flex items-end gap-2">
        <Field
          label="Save the current chat settings as"
          name="name"
          placeholder="Name"
          maxLength={60}
          required
          autoComplete="off"
          className="flex-1"
          error={saveError}
        />
        <Button type="submit" className="min-h-9.5!" inactive={!target}>
          Save
        </Button>
      </form>
    </Sheet>
  );
}

/** The account's presets, and changes to them, with the error of the last one. */
function usePresets() {
  const queryKey = ["presets", useKey()];
  const presets = useData({ queryKey, queryFn: ({ signal }) => listPresets(signal) });
  const save = useChange(async (preset: Parameters<typeof createPreset>[0]) => {
    await createPreset(preset);
    announce(`Preset ${preset.name} saved`, "preset");
  }, "presets");
  const remove = useChange(async ({ id, name }: Preset) => {
    await deletePreset(id);
    announce(`Preset ${name} deleted`, "preset");
  }, "presets");
  return {
    presets,
    saveError: save.error?.message,
    removeError: remove.error?.message,
    create: (preset: Parameters<typeof createPreset>[0], onSuccess: () => void) => {
      remove.reset();
      save.mutate(preset, { onSuccess });
    },
    remove: (preset: Preset) => {
      save.reset();
      remove.mutate(preset);
    },
  };
}

interface PresetListProps extends Omit<PresetRowProps, "preset"> {
  presets: Pick<UseQueryResult<Preset[]>, "data" | "error" | "refetch">;
}

function PresetList({ presets: { data, error, refetch }, ...actions }: PresetListProps) {
  return (
    <ul className="my-3 divide-y divide-line">
      {data?.map((preset) => (
        <PresetRow key={preset.id} preset={preset} {...actions} />
      ))}
      {!data && !error && (
        <li>
          <Skeleton rows={2} />
        </li>
      )}
      {!data && error && (
        <li className="flex flex-wrap items-center gap-2 text-text-2">
          Couldn’t load your presets. {error.message}
          <Button size="sm" onClick={() => void refetch()}>
            Try again
          </Button>
        </li>
      )}
      {data?.length === 0 && <li className="text-text-3">No presets yet</li>}
    </ul>
  );
}

interface PresetRowProps {
  preset: Preset;
  use: (preset: Preset) => void;
  remove: (preset: Preset) => void;
}

function PresetRow({ preset, use, remove }: PresetRowProps) {
  const nameOf = useGatewayName();
  const facts = useModelFacts();
  const { name, model, gateway } = preset;
  return (
    <li className="flex min-h-12 items-center gap-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="comma-before block truncate text-tiny text-text-3">
          {facts(model).name} · {gateway ? nameOf(gateway) : "Cheapest"}
        </span>
      </span>
      <Button size="sm" aria-label={`Use ${name}`} onClick={() => use(preset)}>
        Use
      </Button>
      <IconButton
        icon="trash-2"
        label={`Delete preset ${name}`}
        tip="Delete"
        size="sm"
        onClick={(event) => {
          // The button is removed with its row.
          event.currentTarget.closest("dialog")?.querySelector("input")?.focus();
          remove(preset);
        }}
      />
    </li>
  );
}
