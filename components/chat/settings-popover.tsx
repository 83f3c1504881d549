"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { TextArea } from "@/components/ui/text-area";
import type { ChatSettings, ChatTarget } from "@/lib/contract/conversation";
import type { Preset } from "@/lib/contract/preset";
import { generatesTitles, readsAnswers, setGeneratesTitles, setReadsAnswers } from "./device-settings";
import { acceptsEffort } from "./kinds";
import { useKnownModels } from "./model-facts";
import { PresetsDialog } from "./presets-dialog";
import { SettingField } from "./setting-field";

const EFFORTS = [
  { value: "default", label: "Default" },
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
] as const;

interface SettingsProps {
  settings: ChatSettings;
  /** Changes some of them; resolves to false if they could not be saved. */
  change: (settings: Partial<ChatSettings>) => Promise<boolean>;
  /** The settings have loaded, so they can be changed. */
  ready: boolean;
  /** Reasoning effort is shown only if one of the targets supports it. */
  targets: readonly ChatTarget[];
  setTargets: (targets: readonly ChatTarget[]) => void;
}

/** System prompt and sampling of a conversation. Unset values are the model's defaults. */
export function SettingsPopover({ settings, change, ready, targets, setTargets }: SettingsProps) {
  const panel = useRef<HTMLDivElement>(null);
  const [showsPresets, setShowsPresets] = useState(false);
  // Null if unchanged.
  const [system, setSystem] = useState<string | null>(null);
  const models = useKnownModels();
  const thinks = targets.some((target) => acceptsEffort(target, models));
  const { generate_title: _, ...sampling } = settings;
  const set = Object.values(sampling).filter((value) => value != null && value !== "").length;
  const use = ({ model, gateway, settings: saved }: Preset) => {
    setShowsPresets(false);
    setTargets([{ model, gateway }]);
    setSystem(null);
    void change(saved);
  };
  const saveSystem = async () => {
    if (system === null || system === settings.system || (await change({ system }))) setSystem(null);
  };
  return (
    <>
      <Popover
        panelRef={panel}
        trigger={{
          icon: "sliders-horizontal",
          label: set > 0 ? `Chat settings, ${set} changed` : "Chat settings",
          tip: "Chat settings",
          className: set > 0 ? "text-accent" : "",
        }}
        label="Chat settings"
        sheet
        className="w-88 scroll-pb-16 max-md:pb-0!"
        inside="px-4 pt-4"
      >
        <fieldset disabled={!ready} className="grid min-w-0 gap-3.5">
          <TextArea
            label="System prompt"
            rows={3}
            maxLength={100000}
            value={system ?? settings.system}
            placeholder="Default"
            dir="auto"
            onChange={(event) => setSystem(event.target.value)}
            onBlur={() => void saveSystem()}
          />
          <SamplingFields settings={settings} change={change} />
          {thinks && <EffortField effort={settings.reasoning_effort} change={change} />}
          <DeviceCheckbox read={generatesTitles} write={setGeneratesTitles}>
            Let the model name new chats
          </DeviceCheckbox>
          <DeviceCheckbox read={readsAnswers} write={setReadsAnswers}>
            Have screen readers read answers aloud
          </DeviceCheckbox>
          <div className="sticky bottom-0 -mx-4 border-t border-line bg-raised px-4 py-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            <Button
              size="sm"
              className="w-full"
              onClick={() => {
                panel.current?.hidePopover();
                setShowsPresets(true);
              }}
            >
              Presets
            </Button>
          </div>
        </fieldset>
      </Popover>
      {showsPresets && (
        <PresetsDialog settings={settings} target={targets[0]} use={use} onClose={() => setShowsPresets(false)} />
      )}
    </>
  );
}

function SamplingFields({ settings, change }: Pick<SettingsProps, "settings" | "change">) {
  return (
    <>
      <SettingField
        label="Temperature"
        range={{ min: 0, max: 2, step: 0.1 }}
        value={settings.temperature}
        change={(temperature) => void change({ temperature })}
      />
      <SettingField
        label="Top P"
        range={{ min: 0.05, max: 1, step: 0.05 }}
        value={settings.top_p}
        change={(top_p) => void change({ top_p })}
      />
      <SettingField
        label="Max tokens"
        range={{ min: 1, max: 1_000_000, step: 1 }}
        value={settings.max_tokens}
        slider={false}
        change={(max_tokens) => void change({ max_tokens })}
      />
    </>
  );
}

interface EffortFieldProps extends Pick<SettingsProps, "change"> {
  effort: ChatSettings["reasoning_effort"];
}

function EffortField({ effort, change }: EffortFieldProps) {
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className="text-note font-medium text-text-2">
        Reasoning effort
      </span>
      <Segmented
        label="Reasoning effort"
        wide
        options={EFFORTS}
        value={EFFORTS.find(({ value }) => value === effort)?.value ?? "default"}
        onChange={(chosen) => void change({ reasoning_effort: chosen === "default" ? null : chosen })}
      />
    </div>
  );
}

interface DeviceCheckboxProps {
  read: () => boolean;
  write: (on: boolean) => void;
  children: ReactNode;
}

/** A setting that is stored in this browser. */
function DeviceCheckbox({ read, write, children }: DeviceCheckboxProps) {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(read()), [read]);
  return (
    <Checkbox
      checked={on}
      onChange={({ currentTarget }) => {
        setOn(currentTarget.checked);
        write(currentTarget.checked);
      }}
      className="text-note"
    >
      {children}
    </Checkbox>
  );
}
