"use client";

import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { useSection } from "@/components/ui/use-section";

const PARTS: readonly [id: string, name: string, icon: IconName][] = [
  ["usage", "Usage", "chart-column"],
  ["keys", "API keys", "key-round"],
  ["gateway-keys", "Gateway keys", "server"],
  ["devices", "Devices", "monitor-smartphone"],
  ["account", "Account", "circle-user-round"],
];

export function SettingsNav() {
  const current = useSection(PARTS.map(([id]) => id));
  return (
    <nav
      aria-label="Settings"
      className="self-start max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 lg:sticky lg:top-6"
    >
      <ul className="flex gap-1 lg:grid">
        {PARTS.map(([id, name, icon]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? "true" : undefined}
              className="flex min-h-8.5 items-center gap-2.5 rounded-button px-2.5 text-cell font-medium whitespace-nowrap text-text-3 -outline-offset-2! hover:bg-hover hover:text-text aria-[current]:bg-hover aria-[current]:text-text pointer-coarse:min-h-11 forced-colors:aria-[current]:underline"
            >
              <Icon name={icon} />
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
