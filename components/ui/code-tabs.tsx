import { ColoredCode } from "./colored-code";
import { CopyButton } from "./copy-button";
import { SCROLLABLE } from "./table";

interface CodeTabsProps {
  /** The name of the choice: "Language". */
  label: string;
  /** The name of the radio buttons, unique on the page. */
  name: string;
  tabs: readonly { tool: string; title: string; code: string; language: string }[];
  /** No frame, for use inside another box. */
  bare?: boolean;
}

/** The same call for several tools. Radio buttons make the tabs work without JavaScript: see `api-tabs` in ui.css. */
export function CodeTabs({ label, name, tabs, bare }: CodeTabsProps) {
  return (
    <div
      className={`api-tabs min-w-0 overflow-hidden bg-panel ${bare ? "h-full" : "rounded-panel border border-line"}`}
    >
      <fieldset className="flex overflow-x-auto border-b border-line pr-11 pl-2 [scrollbar-width:none]">
        <legend className="sr-only">{label}</legend>
        {tabs.map(({ tool, title }, index) => (
          <label
            key={tool}
            className="relative inline-flex min-h-10 items-center border-b-2 border-transparent px-2 text-note font-medium whitespace-nowrap text-text-3 hover:text-text has-checked:border-text has-checked:text-text forced-colors:not-has-checked:border-[Canvas] has-[:focus-visible]:outline-2 has-[:focus-visible]:-outline-offset-2 has-[:focus-visible]:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={tool}
              defaultChecked={index === 0}
              className="sr-only"
              data-tool={tool}
            />
            {title}
          </label>
        ))}
      </fieldset>
      {tabs.map(({ tool, title, code, language }) => (
        <div key={tool} data-code={tool} className="relative">
          <div className="pointer-events-none absolute -top-10.25 right-0 flex h-10 items-center bg-[linear-gradient(to_right,transparent,var(--panel)_1.75rem)] pr-1.5 pl-7 *:pointer-events-auto">
            <CopyButton text={code} label={`Copy the ${title} code`} />
          </div>
          <pre {...SCROLLABLE} className="overflow-x-auto p-4 text-note leading-5.5 -outline-offset-2!">
            <code>
              <ColoredCode code={code} language={language} />
            </code>
          </pre>
        </div>
      ))}
    </div>
  );
}
