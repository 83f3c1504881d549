import type { ReactNode } from "react";

interface SettingsSectionProps {
  id: string;
  title: string;
  text?: string;
  /** At the right of the title. */
  action?: ReactNode;
  error?: Error | null;
  children: ReactNode;
}

/** A section of the settings. Its heading can receive the focus of a removed control. */
export function SettingsSection({ id, title, text, action, error, children }: SettingsSectionProps) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="min-w-0 scroll-mt-4 border-line py-9 not-first:border-t first:pt-0"
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-2.5">
        <div>
          <h2 id={`${id}-title`} tabIndex={-1} className="outline-none">
            {title}
          </h2>
          {text && <p className="mt-0.5 text-note text-text-3">{text}</p>}
        </div>
        {action}
      </div>
      {error && (
        <p role="alert" className="mb-3 text-bad">
          {error.message}
        </p>
      )}
      {children}
    </section>
  );
}

export function headingOf(id: string): HTMLElement | null {
  return document.getElementById(`${id}-title`);
}
