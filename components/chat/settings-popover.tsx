"use client";

import { useEffect, useState } from "react";
import { Checkbox, TextArea } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import type { ChatSettings } from "@/lib/contract/conversation";
import { readsAnswers, setReadsAnswers } from "./read-answers";
import { SettingField } from "./setting-field";

interface SettingsProps {
  settings: ChatSettings;
  change: (settings: ChatSettings) => void;
}

/** System prompt and sampling of one conversation. What is not set is the model's default. */
export function SettingsPopover({ settings, change }: SettingsProps) {
  const [reads, setReads] = useState(false);
  useEffect(() => setReads(readsAnswers()), []);
  const set = Object.values(settings).filter((value) => value !== null && value !== "").length;
  return (
    <Popover
      trigger={{
        icon: "sliders-horizontal",
        label: set > 0 ? `Chat settings, ${set} changed` : "Chat settings",
        tip: "Chat settings",
        className: set > 0 ? "text-accent" : "",
      }}
      label="Chat settings"
      sheet
      className="w-80 p-4"
    >
      <div className="grid gap-4">
        <TextArea
          label="System prompt"
          rows={3}
          maxLength={100000}
          defaultValue={settings.system}
          placeholder="Default"
          dir="auto"
          onBlur={(event) => change({ ...settings, system: event.target.value })}
        />
        <SettingField
          label="Temperature"
          range={{ min: 0, max: 2, step: 0.1 }}
          value={settings.temperature}
          change={(temperature) => change({ ...settings, temperature })}
        />
        <SettingField
          label="Top P"
          range={{ min: 0.05, max: 1, step: 0.05 }}
          value={settings.top_p}
          change={(top_p) => change({ ...settings, top_p })}
        />
        <SettingField
          label="Max tokens"
          range={{ min: 1, max: 1_000_000, step: 1 }}
          value={settings.max_tokens}
          slider={false}
          change={(max_tokens) => change({ ...settings, max_tokens })}
        />
        <Checkbox
          checked={reads}
          onChange={(event) => {
            setReads(event.currentTarget.checked);
            setReadsAnswers(event.currentTarget.checked);
          }}
          className="text-note"
        >
          Have screen readers read answers aloud
        </Checkbox>
      </div>
    </Popover>
  );
}
