"use client";

import type { View } from "./row-shape";

const YEAR_SECONDS = 31_536_000;
const VIEWS: readonly [view: View, label: string, path: string][] = [
  ["table", "Table", "M2.5 3.5h11M2.5 8h11M2.5 12.5h11"],
  ["cards", "Cards", "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"],
];

interface ViewSwitchProps {
  view: View;
  onSwitch: (view: View) => void;
}

/** Table or cards, on a desk; remembered in a cookie, so that the server draws the list in the same way next time. */
export function ViewSwitch({ view, onSwitch }: ViewSwitchProps) {
  const press = (next: View) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers.
    document.cookie = `view=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    onSwitch(next);
  };
  return (
    <fieldset className="view-switch needs-script">
      <legend className="sr-only">Show as</legend>
      {VIEWS.map(([name, label, path]) => (
        <button
          key={name}
          type="button"
          aria-pressed={view === name}
          aria-label={label}
          title={label}
          onClick={() => press(name)}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
            <path d={path} strokeWidth="1.25" />
          </svg>
        </button>
      ))}
    </fieldset>
  );
}
